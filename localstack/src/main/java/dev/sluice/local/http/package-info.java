/// One port for everything: routing by service, and the recording of every call.
@NullMarked
package dev.sluice.local.http;

import org.jspecify.annotations.NullMarked;
