package dev.sluice.local.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.sluice.local.access.Access;
import dev.sluice.local.access.Call;
import dev.sluice.local.access.ServiceAccess;
import dev.sluice.local.iam.AccessRequest;
import dev.sluice.local.iam.ContextKeys;
import dev.sluice.local.iam.Decision;
import dev.sluice.local.iam.Permissions;
import dev.sluice.local.iam.Principal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Stands before a service and lets through what the caller may do. Whether the caller is who the
/// credential says is the signature's matter: for SQS and DynamoDB that is checked before, for S3
/// behind.
///
/// Two kinds of S3's requests are nobody's: a preflight asks for nothing, and a form tells its
/// signer in the body, which S3 itself reads.
public final class AccessCheck implements HttpHandler {
  /// A list of a thousand keys, each of 1,024 bytes that XML may escape.
  private static final int MAX_BODY_BYTES = 16 << 20;

  private static final int NOT_FOUND = 404;

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
    String operation = Operation.of(service, exchange).name();
    Optional<Principal> principal = principal(exchange, operation);
    if (principal.isEmpty()) {
      next.handle(exchange);
      return;
    }
    Call call = call(exchange, operation);
    Map<String, String> context = context(exchange, principal.get());
    Optional<ErrorAnswer> refusal = refusal(principal.get(), access.of(call), context);
    if (refusal.isPresent()) {
      refusal.get().send(exchange, service);
      return;
    }
    next.handle(exchange);
    if (exchange.getResponseCode() == NOT_FOUND) {
      // Too late to answer otherwise, but not to be counted.
      Optional<ErrorAnswer> _ = refusal(principal.get(), access.whenMissing(call), context);
    }
  }

  /// Who has to be allowed the request; nobody, if the service has to say who it is.
  private Optional<Principal> principal(HttpExchange exchange, String operation) {
    if (exchange.getRequestMethod().equals("OPTIONS") || operation.equals("PostObject")) {
      return Optional.empty();
    }
    return SignedScope.of(exchange)
        .map(scope -> principals.apply(scope.accessKey()))
        .orElse(Optional.of(new Principal.Anonymous()));
  }

  private Optional<ErrorAnswer> refusal(
      Principal principal, List<Access> needs, Map<String, String> context) {
    for (Access needed : needs) {
      Map<String, String> all = new HashMap<>(context);
      all.putAll(needed.context());
      AccessRequest request = new AccessRequest(principal, needed.action(), needed.resource(), all);
      if (permissions.decide(request) instanceof Decision.Denied denied) {
        String message =
            denied.message(
                principal,
                access.actionInMessage(needed.action()),
                access.resourceInMessage(needed.resource()));
        return Optional.of(ErrorAnswer.accessDenied(service, message));
      }
    }
    return Optional.empty();
  }

  private Call call(HttpExchange exchange, String operation) throws IOException {
    byte[] body = {};
    if (access.readsBody(operation)) {
      body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES);
      exchange.setStreams(new ByteArrayInputStream(body), null);
    }
    Map<String, String> headers = new HashMap<>();
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
    return new Call(operation, exchange.getRequestURI(), headers, body);
  }

  private Map<String, String> context(HttpExchange exchange, Principal principal) {
    Map<String, String> context = new HashMap<>();
    context.put(ContextKeys.SECURE_TRANSPORT, "true");
    context.put(ContextKeys.SOURCE_IP, exchange.getRemoteAddress().getAddress().getHostAddress());
    context.put(ContextKeys.CURRENT_TIME, clock.instant().toString());
    context.putAll(principal.context());
    return context;
  }
}
