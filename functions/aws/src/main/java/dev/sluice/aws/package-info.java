/// Core's ports on AWS: S3, DynamoDB and SQS, by the SDK for Java 2.x with the URL-connection
/// client.
@NullMarked
package dev.sluice.aws;

import org.jspecify.annotations.NullMarked;
