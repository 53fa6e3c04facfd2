@NullMarked
package dev.sluice.core.task;

import org.jspecify.annotations.NullMarked;
