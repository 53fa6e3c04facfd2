package dev.sluice.api.route;

import dev.sluice.api.http.HttpResponse;

/// What a route does: decodes, calls core, encodes.
public interface Endpoint {
  HttpResponse handle(Call call);
}
