@NullMarked
package dev.sluice.local.http;

import org.jspecify.annotations.NullMarked;
