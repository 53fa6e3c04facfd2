/// What AWS allows, each number once.
@NullMarked
package dev.sluice.core.limit;

import org.jspecify.annotations.NullMarked;
