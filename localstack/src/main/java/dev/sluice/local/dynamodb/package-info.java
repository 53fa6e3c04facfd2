/// DynamoDB by AWS's own local library.
@NullMarked
package dev.sluice.local.dynamodb;

import org.jspecify.annotations.NullMarked;
