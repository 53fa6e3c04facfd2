@NullMarked
package dev.sluice.local.lambda;

import org.jspecify.annotations.NullMarked;
