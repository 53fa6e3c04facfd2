@NullMarked
package dev.sluice.core.upload;

import org.jspecify.annotations.NullMarked;
