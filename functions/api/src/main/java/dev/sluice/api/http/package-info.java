/// HTTP as the routes see it, and the one place that knows API Gateway's events.
@NullMarked
package dev.sluice.api.http;

import org.jspecify.annotations.NullMarked;
