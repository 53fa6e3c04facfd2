/// A second opinion on a file's bytes, by a scanner for malware.
@NullMarked
package dev.sluice.core.scan;

import org.jspecify.annotations.NullMarked;
