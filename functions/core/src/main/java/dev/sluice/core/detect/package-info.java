/// What a file is, found out from a few ranges of its bytes. Knows nothing of S3: the same engine
/// runs on objects, files and arrays.
@NullMarked
package dev.sluice.core.detect;

import org.jspecify.annotations.NullMarked;
