/// Scanners on their real protocols.
@NullMarked
package dev.sluice.processors.scan;

import org.jspecify.annotations.NullMarked;
