@NullMarked
package dev.sluice.processors.image;

import org.jspecify.annotations.NullMarked;
