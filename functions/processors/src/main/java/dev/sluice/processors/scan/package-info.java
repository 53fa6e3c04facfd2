/// The second opinion: asks the scanner that a collection names before anyone may read the file.
@NullMarked
package dev.sluice.processors.scan;

import org.jspecify.annotations.NullMarked;
