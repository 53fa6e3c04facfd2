/// Reads `sluice.yaml`, and says everything that is wrong with it at once.
@NullMarked
package dev.sluice.config;

import org.jspecify.annotations.NullMarked;
