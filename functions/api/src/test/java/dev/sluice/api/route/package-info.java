@NullMarked
package dev.sluice.api.route;

import org.jspecify.annotations.NullMarked;
