@NullMarked
package dev.sluice.local.fault;

import org.jspecify.annotations.NullMarked;
