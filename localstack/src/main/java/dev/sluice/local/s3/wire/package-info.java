/// S3's requests and answers: headers, XML, errors, ranges, conditions.
@NullMarked
package dev.sluice.local.s3.wire;

import org.jspecify.annotations.NullMarked;
