/// EventBridge: buses, rules that match events or run by the clock, and what their targets get.
@NullMarked
package dev.sluice.local.events;

import org.jspecify.annotations.NullMarked;
