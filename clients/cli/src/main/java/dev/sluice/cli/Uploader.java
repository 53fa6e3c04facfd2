package dev.sluice.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Brings one file to its verdict: create, send the bytes as planned, complete, wait. What fails on
/// the way is aborted, on Ctrl-C too, so that S3 keeps no parts that nobody will use.
final class Uploader {
  /// Enough to fill a line with 16 MiB parts, few enough to leave the machine usable.
  private static final int PARTS_AT_ONCE = 4;

  /// Larger than any function's timeout (15 minutes, Lambda).
  private static final Duration VERDICT_WITHIN = Duration.ofMinutes(20);

  private final ApiClient api;
  private final Sender sender;
  private final Backoff backoff;
  private final InstantSource clock;

  Uploader(ApiClient api, Context context) {
    this.api = api;
    this.sender = new Sender(api.http(), context.backoff(), context.clock());
    this.backoff = context.backoff();
    this.clock = context.clock();
  }

  Upload upload(Path file, String collection) {
    try (SourceFile source = SourceFile.open(file)) {
      Upload created = api.create(collection, String.valueOf(file.getFileName()), source.size());
      try (Interruption _ = Interruption.runs(() -> abort(created.id()))) {
        try {
          send(created, source);
          source.verifyUnchanged();
        } catch (RuntimeException e) {
          abort(created.id());
          source.verifyUnchanged(); // if so, that is the better message
          throw e;
        }
        return verdict(created.id());
      }
    }
  }

  private void send(Upload created, SourceFile source) {
    switch (Plan.of(created.json().path("plan"))) {
      case Plan.Single single ->
          sender.send(
              single.request(),
              () -> {
                throw new Failure("the signed URL has expired; put the file again");
              },
              () -> source.range(0, source.size()),
              source.size());
      case Plan.Multipart plan -> sendParts(created.id(), plan, source);
    }
  }

  private void sendParts(String id, Plan.Multipart plan, SourceFile source) {
    PartQueue queue = new PartQueue(api, id, plan);
    ExecutorService workers =
        Executors.newFixedThreadPool(
            Math.min(PARTS_AT_ONCE, plan.partCount()), Thread.ofVirtual().factory());
    try {
      ExecutorCompletionService<Boolean> running = new ExecutorCompletionService<>(workers);
      int count = Math.min(PARTS_AT_ONCE, plan.partCount());
      for (int worker = 0; worker < count; worker++) {
        running.submit(
            () -> {
              for (var part = queue.next(); part.isPresent(); part = queue.next()) {
                sendPart(id, part.get(), (part.get().number() - 1) * plan.partSize(), source);
              }
              return true;
            });
      }
      for (int worker = 0; worker < count; worker++) {
        running.take().get(); // the first failure ends the rest
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Failure failure) {
        throw failure;
      }
      throw new Failure(Errors.describe(e.getCause() == null ? e : e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure("interrupted");
    } finally {
      workers.shutdownNow();
      workers.close();
    }
  }

  private void sendPart(String id, Plan.Part part, long offset, SourceFile source) {
    sender.send(
        part.request(),
        () ->
            api.signParts(id, part.number(), 1).stream()
                .findFirst()
                .orElseThrow(() -> new Failure("the server signs no part " + part.number()))
                .request(),
        () -> source.range(offset, part.size()),
        part.size());
  }

  /// Completes, and asks again as long as the answer is lost or still open: the object-created
  /// event judges as well, so the verdict may come from either side.
  private Upload verdict(String id) {
    Instant deadline = clock.instant().plus(VERDICT_WITHIN);
    Upload.State state = Upload.State.PENDING;
    int lost = 0;
    for (int number = 1; clock.instant().isBefore(deadline); number++) {
      Upload upload;
      try {
        upload = state == Upload.State.PENDING ? complete(id) : api.get(id);
      } catch (IOException e) {
        lost++;
        if (lost == backoff.attempts()) {
          abort(id);
          throw new Failure("the bytes are there, but completing fails: " + Errors.describe(e));
        }
        upload = api.get(id);
      }
      state = upload.state();
      switch (state) {
        case READY, REJECTED, DELETED -> {
          return upload;
        }
        case ABORTED, EXPIRED ->
            throw new Failure("the upload is " + state + " by now; put the file again");
        case PENDING, UPLOADED, SCANNING -> backoff.rest(number);
      }
    }
    throw new Failure(
        "no verdict after "
            + VERDICT_WITHIN.toMinutes()
            + " minutes; ask later: ./sluice status "
            + id);
  }

  private Upload complete(String id) throws IOException {
    try {
      return api.complete(id);
    } catch (ApiFailure e) {
      if (e.slug().equals("wrong-state")) {
        return api.get(id);
      }
      abort(id);
      throw e;
    }
  }

  private void abort(String id) {
    try {
      api.abort(id);
    } catch (Failure e) {
      // What can't be aborted now expires by itself; the failure that led here matters more.
    }
  }
}
