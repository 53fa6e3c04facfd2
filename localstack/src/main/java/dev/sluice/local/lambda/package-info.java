/// Lambda's contract in one process: functions in class loaders of their own, one event at a time
/// for each instance, timeouts, concurrency, and the mapping of queues to functions.
@NullMarked
package dev.sluice.local.lambda;

import org.jspecify.annotations.NullMarked;
