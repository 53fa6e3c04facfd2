@NullMarked
package dev.sluice.local.sqs;

import org.jspecify.annotations.NullMarked;
