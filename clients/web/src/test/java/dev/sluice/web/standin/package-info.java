/// A stand-in for a deployed Sluice, written by hand after `docs/api.md`: the page, the API and the
/// storage, each on an origin of its own, so that the browser's rules for other origins hold.
@NullMarked
package dev.sluice.web.standin;

import org.jspecify.annotations.NullMarked;
