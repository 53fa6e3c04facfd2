@NullMarked
package dev.sluice.local.events;

import org.jspecify.annotations.NullMarked;
