/// What is done with a file once it is READY: tasks, their states, and how one is run.
@NullMarked
package dev.sluice.core.task;

import org.jspecify.annotations.NullMarked;
