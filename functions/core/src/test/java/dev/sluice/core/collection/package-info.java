@NullMarked
package dev.sluice.core.collection;

import org.jspecify.annotations.NullMarked;
