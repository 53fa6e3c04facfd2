@NullMarked
package dev.sluice.validator;

import org.jspecify.annotations.NullMarked;
