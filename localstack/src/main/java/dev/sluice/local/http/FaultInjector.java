package dev.sluice.local.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.sluice.local.fault.Fault;
import dev.sluice.local.fault.FaultRule;
import dev.sluice.local.fault.Faults;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Supplier;

/// Makes go wrong what was asked for: of requests over HTTP, and of calls that services make in
/// process.
public final class FaultInjector {
  private static final int UNAVAILABLE = 503;

  private final Faults faults;

  public FaultInjector(Faults faults) {
    this.faults = faults;
  }

  void handle(FaultRule.Call call, HttpExchange exchange, HttpHandler service) throws IOException {
    Optional<Fault> fault = faults.next(call);
    if (fault.isEmpty()) {
      service.handle(exchange);
    } else {
      switch (fault.get()) {
        case Fault.Delay(var duration) -> {
          faults.pause(duration);
          service.handle(exchange);
        }
        case Fault.Fail(var status, var code, var message) ->
            new ErrorAnswer(status, code, code, message).send(exchange, call.service());
        case Fault.Drop _ -> exchange.close();
        case Fault.Lose _ -> {
          service.handle(new UnheardExchange(exchange, exchange.getRequestBody()));
          exchange.close();
        }
        case Fault.Duplicate _ -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          service.handle(new UnheardExchange(exchange, replayed(body)));
          exchange.setStreams(replayed(body), null);
          service.handle(exchange);
        }
        case Fault.Reorder(var atMost) -> {
          faults.awaitAnother(call, atMost);
          service.handle(exchange);
        }
      }
    }
    faults.finished(call);
  }

  /// The same for a call in process, whose caller hears of failures as an exception.
  ///
  /// @throws CallRefused if the call was made to fail, or its answer was lost
  public <T> T call(FaultRule.Call call, Supplier<T> service) {
    Optional<Fault> fault = faults.next(call);
    T answer =
        fault.isEmpty()
            ? service.get()
            : switch (fault.get()) {
              case Fault.Delay(var duration) -> {
                faults.pause(duration);
                yield service.get();
              }
              case Fault.Fail(var status, var code, var message) ->
                  throw new CallRefused(status, code + ": " + message);
              case Fault.Drop _ -> throw new CallRefused(UNAVAILABLE, "dropped");
              case Fault.Lose _ -> {
                T _ = service.get();
                throw new CallRefused(UNAVAILABLE, "the answer was lost");
              }
              case Fault.Duplicate _ -> {
                T _ = service.get();
                yield service.get();
              }
              case Fault.Reorder(var atMost) -> {
                faults.awaitAnother(call, atMost);
                yield service.get();
              }
            };
    faults.finished(call);
    return answer;
  }

  private static InputStream replayed(byte[] body) {
    return new ByteArrayInputStream(body);
  }
}
