/// The benchmarks behind `./sluice bench`.
///
/// [dev.sluice.bench.Benches] lists and runs them. What loads the pipeline runs as the command of a
/// fresh `./sluice up`, in a process of its own, and knows docs/api.md, presigned URLs and the
/// local cloud's recording of calls, nothing of the functions.
@NullMarked
package dev.sluice.bench;

import org.jspecify.annotations.NullMarked;
