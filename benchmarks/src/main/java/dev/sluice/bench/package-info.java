/// The benchmarks behind `./sluice bench`: one class each.
@NullMarked
package dev.sluice.bench;

import org.jspecify.annotations.NullMarked;
