@NullMarked
package dev.sluice.local.iam;

import org.jspecify.annotations.NullMarked;
