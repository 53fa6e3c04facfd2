@NullMarked
package dev.sluice.local.logs;

import org.jspecify.annotations.NullMarked;
