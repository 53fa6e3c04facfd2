package dev.sluice.local.sqs;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/// What the protocols look at in an HTTP request.
///
/// @param target the header `X-Amz-Target`
@SuppressWarnings("ArrayRecordComponent") // Lives for one request and is never compared.
record Request(@Nullable String target, URI uri, byte[] body) {}
