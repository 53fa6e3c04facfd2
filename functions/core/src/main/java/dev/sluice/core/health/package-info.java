/// Whether the parts that an upload needs are likely to answer.
@NullMarked
package dev.sluice.core.health;

import org.jspecify.annotations.NullMarked;
