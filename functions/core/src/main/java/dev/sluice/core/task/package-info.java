/// How a task is run: what a processor does, and what happens when it fails.
@NullMarked
package dev.sluice.core.task;

import org.jspecify.annotations.NullMarked;
