@NullMarked
package dev.sluice.cli.inspect;

import org.jspecify.annotations.NullMarked;
