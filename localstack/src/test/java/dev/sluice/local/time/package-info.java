@NullMarked
package dev.sluice.local.time;

import org.jspecify.annotations.NullMarked;
