@NullMarked
package dev.sluice.core.detect;

import org.jspecify.annotations.NullMarked;
