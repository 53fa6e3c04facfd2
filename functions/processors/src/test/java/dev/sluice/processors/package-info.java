@NullMarked
package dev.sluice.processors;

import org.jspecify.annotations.NullMarked;
