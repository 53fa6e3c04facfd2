package dev.sluice.api.route;

import dev.sluice.api.http.HttpRequest;
import dev.sluice.core.upload.Refusal;
import dev.sluice.core.upload.Refused;
import dev.sluice.core.upload.TenantId;
import dev.sluice.core.upload.UploadId;
import java.util.Optional;
import java.util.function.Consumer;

/// A request on its way to a route.
///
/// @param tenant the caller's; empty on routes that need no token
/// @param idSegment the path's `{id}`, as sent
/// @param failures gets what went wrong and was not the client's fault
public record Call(
    HttpRequest request,
    Optional<TenantId> tenant,
    String idSegment,
    Consumer<Throwable> failures) {
  TenantId owner() {
    return tenant.orElseThrow(() -> new IllegalStateException("this route needs a token"));
  }

  /// @throws Refused with [Refusal.NotFound] if no upload can have such an id
  UploadId id() {
    return UploadId.parse(idSegment).orElseThrow(() -> new Refused(new Refusal.NotFound()));
  }

  Body body() {
    return Body.parse(request.body());
  }
}
