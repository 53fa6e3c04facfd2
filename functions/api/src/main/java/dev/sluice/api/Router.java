package dev.sluice.api;

import dev.sluice.api.http.HttpRequest;
import dev.sluice.api.http.HttpResponse;
import dev.sluice.api.route.BadBody;
import dev.sluice.api.route.Call;
import dev.sluice.api.route.Endpoint;
import dev.sluice.api.route.Services;
import dev.sluice.core.upload.ObjectChanged;
import dev.sluice.core.upload.Refused;
import dev.sluice.core.upload.TenantId;
import dev.sluice.core.upload.Unavailable;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;

/// From a request to its route, and from whatever went wrong there to a problem document.
final class Router {
  private final Map<Route, Endpoint> endpoints = new EnumMap<>(Route.class);
  private final Tokens tokens;
  private final Cors cors;
  private final Consumer<Throwable> failures;

  /// @param failures gets what went wrong and was not the client's fault
  Router(Services services, Tokens tokens, Cors cors, Consumer<Throwable> failures) {
    this.tokens = tokens;
    this.cors = cors;
    this.failures = failures;
    for (Route route : Route.values()) {
      endpoints.put(route, route.endpoint(services));
    }
  }

  HttpResponse handle(HttpRequest request) {
    return cors.allow(request, answer(request));
  }

  private HttpResponse answer(HttpRequest request) {
    try {
      return route(request);
    } catch (Refused e) {
      return Problem.of(e.refusal());
    } catch (BadBody e) {
      return (e.tooLarge() ? Problem.BODY_TOO_LARGE : Problem.BAD_JSON).with(e.detail());
    } catch (Unauthorized e) {
      return Problem.UNAUTHORIZED.with(e.detail()).with("WWW-Authenticate", "Bearer");
    } catch (Forbidden e) {
      return Problem.FORBIDDEN.with("this needs a token with the scope " + e.needed().word());
    } catch (Unavailable e) {
      failures.accept(e);
      return Problem.unavailable(e.service() + " did not answer; try again");
    } catch (ObjectChanged e) {
      failures.accept(e);
      return Problem.unavailable("the object changed while it was judged; try again");
    } catch (RuntimeException e) {
      failures.accept(e);
      return Problem.INTERNAL.with("this is our fault, and has been logged; try again later");
    }
  }

  private HttpResponse route(HttpRequest request) {
    TreeSet<String> methods = new TreeSet<>();
    for (Map.Entry<Route, Endpoint> entry : endpoints.entrySet()) {
      Route route = entry.getKey();
      Optional<String> id = route.match(request.path());
      if (id.isPresent()) {
        if (route.method().equals(request.method())) {
          return entry
              .getValue()
              .handle(new Call(request, tenant(route, request), id.get(), failures));
        }
        methods.add(route.method());
      }
    }
    if (methods.isEmpty()) {
      return Problem.NOT_FOUND.with("there is no such path; docs/api.md lists them");
    }
    methods.add("OPTIONS");
    String allow = String.join(", ", methods);
    if (request.method().equals("OPTIONS")) {
      return cors.preflight(methods).with("Allow", allow);
    }
    return Problem.METHOD_NOT_ALLOWED.with("this path takes " + allow).with("Allow", allow);
  }

  private Optional<TenantId> tenant(Route route, HttpRequest request) {
    return switch (route.access()) {
      case OPEN -> Optional.empty();
      case READ -> Optional.of(tenant(request, Caller.Scope.READ));
      case WRITE -> Optional.of(tenant(request, Caller.Scope.WRITE));
    };
  }

  private TenantId tenant(HttpRequest request, Caller.Scope needed) {
    Caller caller = tokens.verify(request);
    if (!caller.scopes().contains(needed)) {
      throw new Forbidden(needed);
    }
    return caller.tenant();
  }
}
