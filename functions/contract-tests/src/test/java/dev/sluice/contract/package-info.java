@NullMarked
package dev.sluice.contract;

import org.jspecify.annotations.NullMarked;
