/// Faults on request: what goes wrong with which call, and how often.
@NullMarked
package dev.sluice.local.fault;

import org.jspecify.annotations.NullMarked;
