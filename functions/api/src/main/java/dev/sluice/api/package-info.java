/// The HTTP API's function: routes, problems and tokens around core.
@NullMarked
package dev.sluice.api;

import org.jspecify.annotations.NullMarked;
