/// The contracts that leave the process: what consumers of Sluice's events and tasks may rely on.
@NullMarked
package dev.sluice.events;

import org.jspecify.annotations.NullMarked;
