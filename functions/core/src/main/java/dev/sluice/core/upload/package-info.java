/// One upload from its plan to its verdict: states, rules, and the ports they need.
@NullMarked
package dev.sluice.core.upload;

import org.jspecify.annotations.NullMarked;
