@NullMarked
package dev.sluice.cdk;

import org.jspecify.annotations.NullMarked;
