/// S3's API: an operation a file, named as the API reference names it.
@NullMarked
package dev.sluice.local.s3.operation;

import org.jspecify.annotations.NullMarked;
