/// One file a route: the listing of this folder is the API.
@NullMarked
package dev.sluice.api.route;

import org.jspecify.annotations.NullMarked;
