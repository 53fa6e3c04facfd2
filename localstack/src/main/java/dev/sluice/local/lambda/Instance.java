package dev.sluice.local.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// One execution environment: a handler and the one thread it runs on, as a process of its own
/// would have. A platform thread, so that a function that computes does not hold up the servers,
/// which run on virtual ones.
final class Instance {
  private final ExecutorService thread;
  private final RequestStreamHandler handler;

  private Instance(ExecutorService thread, RequestStreamHandler handler) {
    this.thread = thread;
    this.handler = handler;
  }

  static Instance start(Code code, Map<String, String> environment, String name, Duration patience)
      throws ExecutionException, InterruptedException, TimeoutException {
    ExecutorService thread =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread created = new Thread(task, name);
              created.setDaemon(true);
              created.setContextClassLoader(code.loader());
              return created;
            });
    try {
      Future<RequestStreamHandler> handler = thread.submit(() -> code.newHandler(environment));
      return new Instance(thread, handler.get(patience.toMillis(), TimeUnit.MILLISECONDS));
    } catch (ExecutionException | InterruptedException | TimeoutException failed) {
      thread.shutdownNow();
      throw failed;
    }
  }

  byte[] handle(byte[] event, Context context, Duration timeout)
      throws ExecutionException, InterruptedException, TimeoutException {
    Future<byte[]> answer =
        thread.submit(
            () -> {
              ByteArrayOutputStream output = new ByteArrayOutputStream();
              handler.handleRequest(new ByteArrayInputStream(event), output, context);
              return output.toByteArray();
            });
    return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// Interrupts what is running and ends the thread.
  void discard() {
    thread.shutdownNow();
  }
}
