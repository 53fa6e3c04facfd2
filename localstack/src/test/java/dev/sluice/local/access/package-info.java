@NullMarked
package dev.sluice.local.access;

import org.jspecify.annotations.NullMarked;
