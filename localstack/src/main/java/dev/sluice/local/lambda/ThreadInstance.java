package dev.sluice.local.lambda;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/// An instance in this process: a handler and the one thread it runs on. A platform thread, so that
/// a function that computes does not hold up the servers, which run on virtual ones.
final class ThreadInstance implements Instance {
  private final FunctionConfiguration configuration;
  private final Consumer<String> log;
  private final ExecutorService thread;
  private final Handler handler;

  private ThreadInstance(
      FunctionConfiguration configuration,
      Consumer<String> log,
      ExecutorService thread,
      Handler handler) {
    this.configuration = configuration;
    this.log = log;
    this.thread = thread;
    this.handler = handler;
  }

  static ThreadInstance start(
      FunctionConfiguration configuration, Code code, String name, Consumer<String> log)
      throws StartFailed, InterruptedException {
    ExecutorService thread =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread created = new Thread(StandardOutput.into(log, task), name);
              created.setDaemon(true);
              created.setContextClassLoader(code.loader());
              return created;
            });
    Duration patience = LambdaLimits.INITIALISATION.plus(configuration.timeout());
    try {
      Handler handler = run(thread, () -> code.newHandler(configuration.environment()), patience);
      return new ThreadInstance(configuration, log, thread, handler);
    } catch (ExecutionException failed) {
      thread.shutdownNow();
      throw new StartFailed(threw(failed, log));
    } catch (TimeoutException late) {
      thread.shutdownNow();
      throw new StartFailed(new Outcome.TimedOut());
    } catch (InterruptedException stopped) {
      thread.shutdownNow();
      throw stopped;
    }
  }

  @Override
  public Outcome handle(Invocation invocation, Duration timeout) throws InterruptedException {
    InvocationContext context = new InvocationContext(configuration, invocation, log);
    try {
      byte[] answer =
          run(
              thread,
              () -> {
                ByteArrayOutputStream output = new ByteArrayOutputStream();
                handler.handle(new ByteArrayInputStream(invocation.event()), output, context);
                return output.toByteArray();
              },
              timeout);
      return new Outcome.Returned(answer);
    } catch (ExecutionException thrown) {
      return threw(thrown, log);
    } catch (TimeoutException late) {
      return new Outcome.TimedOut();
    }
  }

  @Override
  public boolean isAlive() {
    return true;
  }

  /// All instances of a process share its heap.
  @Override
  public OptionalInt peakMegabytes() {
    return OptionalInt.empty();
  }

  /// Interrupts what is running and ends the thread.
  @Override
  public void discard() {
    thread.shutdownNow();
  }

  private static <T> T run(ExecutorService thread, Callable<T> task, Duration patience)
      throws ExecutionException, InterruptedException, TimeoutException {
    return thread.submit(task).get(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static Outcome threw(ExecutionException thrown, Consumer<String> log) {
    Throwable cause = thrown.getCause() == null ? thrown : thrown.getCause();
    StringWriter text = new StringWriter();
    cause.printStackTrace(new PrintWriter(text));
    log.accept(text.toString());
    return HandlerError.of(cause);
  }
}
