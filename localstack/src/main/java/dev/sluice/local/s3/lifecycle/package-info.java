/// Lifecycle rules: read, told of in headers, and executed.
@NullMarked
package dev.sluice.local.s3.lifecycle;

import org.jspecify.annotations.NullMarked;
