/// The function that hears of new objects and judges them.
@NullMarked
package dev.sluice.validator;

import org.jspecify.annotations.NullMarked;
