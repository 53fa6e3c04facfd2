/// The page that `./sluice up` prints: one static file, and the headers to send with it.
@NullMarked
package dev.sluice.web;

import org.jspecify.annotations.NullMarked;
