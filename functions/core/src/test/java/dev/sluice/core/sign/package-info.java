@NullMarked
package dev.sluice.core.sign;

import org.jspecify.annotations.NullMarked;
