/// S3's five checksum algorithms, over streams and over the parts of an object.
@NullMarked
package dev.sluice.local.s3.checksum;

import org.jspecify.annotations.NullMarked;
