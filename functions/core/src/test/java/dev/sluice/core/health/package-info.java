@NullMarked
package dev.sluice.core.health;

import org.jspecify.annotations.NullMarked;
