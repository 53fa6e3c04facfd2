package dev.sluice.core.scan;

import dev.sluice.core.task.Backoff;
import dev.sluice.core.task.TaskRunner.Answer;
import dev.sluice.core.upload.Judge;
import dev.sluice.core.upload.ObjectChanged;
import dev.sluice.core.upload.TaskOrder;
import dev.sluice.core.upload.Unavailable;
import dev.sluice.core.upload.Upload;
import dev.sluice.core.upload.UploadStore;
import dev.sluice.core.verdict.Reason;
import java.time.InstantSource;

/// Asks the scanner about one upload, as its queue delivers the order, until it has an opinion or
/// the deadline is over: nobody can read the file before.
public final class ScanRunner {
  private final UploadStore store;
  private final Judge judge;
  private final Scanner scanner;
  private final Backoff backoff;
  private final InstantSource clock;

  public ScanRunner(
      UploadStore store, Judge judge, Scanner scanner, Backoff backoff, InstantSource clock) {
    this.store = store;
    this.judge = judge;
    this.scanner = scanner;
    this.backoff = backoff;
    this.clock = clock;
  }

  /// @param attempt 1 for the first delivery
  public Answer run(TaskOrder order, int attempt) {
    try {
      Upload upload = store.find(order.uploadId()).orElse(null);
      if (upload instanceof Upload.Scanning scanning) {
        return settle(scanning, attempt);
      }
      if (upload != null) {
        // A crash may have come between the verdict and what follows from it.
        judge.resume(upload);
      }
      return new Answer.Delete();
    } catch (RuntimeException e) {
      return new Answer.Retry(backoff.after(attempt), e);
    }
  }

  private Answer settle(Upload.Scanning scanning, int attempt) {
    switch (opinion(scanning)) {
      case Opinion.Clean _ -> judge.clean(scanning);
      case Opinion.Infected infected ->
          judge.reject(
              scanning,
              new Reason(
                  Reason.Code.INFECTED,
                  "the scanner found %s; expected no malware".formatted(infected.name())));
      case Opinion.Unfit unfit -> judge.reject(scanning, unscanned(unfit.why()));
      case Opinion.NotYet notYet -> {
        if (clock.instant().isBefore(scanning.deadline())) {
          return new Answer.Retry(backoff.after(attempt), new NoOpinion(notYet.why()));
        }
        judge.reject(
            scanning,
            unscanned("no opinion came until %s: %s".formatted(scanning.deadline(), notYet.why())));
      }
    }
    return new Answer.Delete();
  }

  private Opinion opinion(Upload.Scanning scanning) {
    try {
      return scanner.ask(scanning.object());
    } catch (ObjectChanged _) {
      return new Opinion.Unfit("the object was removed before it was scanned");
    } catch (Unavailable e) {
      // The deadline holds for this, too.
      return new Opinion.NotYet(e.service() + " does not answer");
    }
  }

  private static Reason unscanned(String why) {
    return new Reason(Reason.Code.UNSCANNED, "expected a scanner's opinion; " + why);
  }

  /// Why an order comes again.
  private static final class NoOpinion extends RuntimeException {
    private static final long serialVersionUID = 1;

    NoOpinion(String why) {
      super(why, null, false, false);
    }
  }
}
