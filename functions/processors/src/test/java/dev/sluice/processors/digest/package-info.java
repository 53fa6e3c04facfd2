@NullMarked
package dev.sluice.processors.digest;

import org.jspecify.annotations.NullMarked;
