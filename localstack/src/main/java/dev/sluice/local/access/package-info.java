/// Which permissions a request to a service needs.
@NullMarked
package dev.sluice.local.access;

import org.jspecify.annotations.NullMarked;
