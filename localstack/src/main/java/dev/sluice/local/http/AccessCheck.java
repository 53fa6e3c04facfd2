package dev.sluice.local.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.sluice.local.access.Access;
import dev.sluice.local.access.Call;
import dev.sluice.local.access.ServiceAccess;
import dev.sluice.local.iam.AccessRequest;
import dev.sluice.local.iam.ContextKeys;
import dev.sluice.local.iam.Decision;
import dev.sluice.local.iam.GlobalContext;
import dev.sluice.local.iam.Permissions;
import dev.sluice.local.iam.Principal;
import java.io.IOException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Stands before a service and lets through what the caller may do, once it is known that the
/// caller is who the credential says. S3 asks by itself.
public final class AccessCheck implements HttpHandler {
  private final String service;
  private final ServiceAccess access;
  private final Permissions permissions;
  private final Function<String, Optional<Principal>> principals;
  private final InstantSource clock;
  private final HttpHandler next;

  /// @param service its signing name
  /// @param principals whom an access key stands for; a key of nobody's is left to the service
  /// @param clock what `aws:CurrentTime` says
  public AccessCheck(
      String service,
      ServiceAccess access,
      Permissions permissions,
      Function<String, Optional<Principal>> principals,
      InstantSource clock,
      HttpHandler next) {
    this.service = service;
    this.access = access;
    this.permissions = permissions;
    this.principals = principals;
    this.clock = clock;
    this.next = next;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    Optional<ErrorAnswer> refusal = refusal(exchange);
    if (refusal.isPresent()) {
      refusal.get().send(exchange);
      return;
    }
    next.handle(exchange);
  }

  private Optional<ErrorAnswer> refusal(HttpExchange exchange) throws IOException {
    Optional<Principal> known =
        SignedScope.of(exchange)
            .map(scope -> principals.apply(scope.accessKey()))
            .orElse(Optional.of(new Principal.Anonymous()));
    if (known.isEmpty()) {
      return Optional.empty();
    }
    Principal principal = known.get();
    Map<String, String> ofRequest = context(exchange);
    for (Access needed : access.of(Call.read(exchange)).needed()) {
      Map<String, String> all = GlobalContext.of(principal, needed.resource(), clock.instant());
      all.putAll(ofRequest);
      AccessRequest request = new AccessRequest(principal, needed.action(), needed.resource(), all);
      if (permissions.decide(request) instanceof Decision.Denied denied) {
        String message =
            denied.message(principal, access.actionInMessage(needed.action()), needed.resource());
        return Optional.of(ErrorAnswer.accessDenied(service, message));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> header(HttpExchange exchange, String name) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
  }

  private static Map<String, String> context(HttpExchange exchange) {
    Map<String, String> context = new HashMap<>();
    SignedScope.of(exchange)
        .ifPresent(scope -> context.put(ContextKeys.REQUESTED_REGION, scope.region()));
    context.put(ContextKeys.SOURCE_IP, exchange.getRemoteAddress().getAddress().getHostAddress());
    header(exchange, "Referer").ifPresent(value -> context.put(ContextKeys.REFERER, value));
    header(exchange, "User-Agent").ifPresent(value -> context.put(ContextKeys.USER_AGENT, value));
    return context;
  }
}
