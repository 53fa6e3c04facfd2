/// S3 behind one seam, so that another implementation can take this one's place.
@NullMarked
package dev.sluice.local.s3;

import org.jspecify.annotations.NullMarked;
