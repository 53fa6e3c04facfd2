package dev.sluice.core.upload;

import dev.sluice.core.collection.CollectionRules;
import dev.sluice.core.collection.OnReject;
import dev.sluice.core.collection.ScannerRules;
import dev.sluice.core.collection.Settings;
import dev.sluice.core.detect.Detector;
import dev.sluice.core.detect.Finding;
import dev.sluice.core.media.MediaType;
import dev.sluice.core.verdict.Reason;
import dev.sluice.core.verdict.Verdict;
import dev.sluice.core.verdict.Verdicts;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Reads what is needed of an object, gives the verdict, and sets to work what follows from it.
///
/// Two paths lead here, the client's complete and S3's event. Each step is a conditional write that
/// either may win, and may be repeated: whoever comes second finds the verdict, and does what a
/// crash of the first has left undone.
public final class Judge {
  /// An object that is another one each time it is read is left to the next event.
  private static final int ATTEMPTS = 3;

  private final Settings settings;
  private final UploadStore store;
  private final ObjectStore objects;
  private final TaskQueues queues;
  private final Announcements announcements;
  private final Detector detector;
  private final InstantSource clock;

  public Judge(
      Settings settings,
      UploadStore store,
      ObjectStore objects,
      TaskQueues queues,
      Announcements announcements,
      Detector detector,
      InstantSource clock) {
    this.settings = settings;
    this.store = store;
    this.objects = objects;
    this.queues = queues;
    this.announcements = announcements;
    this.detector = detector;
    this.clock = clock;
  }

  /// S3 says that an object is there.
  public void objectCreated(StoredObject object) {
    object
        .key()
        .uploadId()
        .flatMap(store::find)
        .filter(upload -> upload.declaration().key().equals(object.key()))
        .ifPresent(upload -> objectCreated(upload, object));
  }

  private void objectCreated(Upload upload, StoredObject object) {
    switch (upload) {
      case Upload.Pending pending -> {
        Upload.Uploaded uploaded = pending.uploaded(object);
        switch (store.move(pending, uploaded)) {
          case Transition.Applied _ -> judge(uploaded);
          case Transition.Lost lost ->
              lost.actual().ifPresent(actual -> objectCreated(actual, object));
        }
      }
      case Upload.Uploaded uploaded -> judge(uploaded);
      case Upload.Scanning scanning -> order(scanning);
      case Upload.Ready _ -> resume(upload);
      case Upload.Rejected rejected when rejected.dispatched() -> removeAgain(rejected);
      case Upload.Rejected rejected -> dispatch(rejected);
      // The PUT came after its upload had ended: nobody will ever ask for these bytes.
      case Upload.Aborted _, Upload.Expired _, Upload.Deleted _ -> objects.delete(object.key());
    }
  }

  /// The upload, READY with its tasks or REJECTED, SCANNING if its collection wants a scanner's
  /// opinion; EXPIRED if its object is gone.
  ///
  /// @throws ObjectChanged if the object was another one every time
  UploadWithTasks judge(Upload.Uploaded uploaded) {
    return judge(uploaded, 1);
  }

  private UploadWithTasks judge(Upload.Uploaded uploaded, int attempt) {
    Finding finding;
    try {
      finding = detector.detect(objects.open(uploaded.object()));
    } catch (ObjectChanged e) {
      if (attempt == ATTEMPTS) {
        throw e;
      }
      return startOver(uploaded, attempt);
    }
    return record(uploaded, finding);
  }

  /// What was read is worth nothing: judges what is there now.
  private UploadWithTasks startOver(Upload.Uploaded uploaded, int attempt) {
    Optional<StoredObject> now = objects.head(uploaded.object().key());
    if (now.isEmpty()) {
      return gone(uploaded);
    }
    if (now.get().equals(uploaded.object())) {
      return judge(uploaded, attempt + 1);
    }
    Upload.Uploaded pinned = uploaded.pinned(now.get());
    return switch (store.move(uploaded, pinned)) {
      case Transition.Applied _ -> judge(pinned, attempt + 1);
      case Transition.Lost lost -> settle(lost, "judge");
    };
  }

  private UploadWithTasks gone(Upload.Uploaded uploaded) {
    Upload.Expired expired = uploaded.expired(now());
    return switch (store.move(uploaded, expired)) {
      case Transition.Applied _ -> withoutTasks(expired);
      case Transition.Lost lost -> settle(lost, "judge");
    };
  }

  private UploadWithTasks record(Upload.Uploaded uploaded, Finding finding) {
    Declaration declaration = uploaded.declaration();
    CollectionRules rules = rules(declaration);
    Verdict verdict =
        Verdicts.judge(declaration.declaredType(), declaration.fileName().value(), rules, finding);
    return switch (verdict) {
      case Verdict.Ready _ ->
          rules.scan() ? scan(uploaded, finding) : accept(uploaded, finding.mediaType(), rules);
      case Verdict.Rejected rejected -> reject(uploaded, finding, rejected.reason());
      case Verdict.Undetermined undetermined -> reject(uploaded, finding, undetermined.reason());
    };
  }

  private UploadWithTasks accept(Upload.Uploaded uploaded, MediaType found, CollectionRules rules) {
    List<Task.Queued> tasks = tasks(uploaded.id(), found, rules);
    return accept(uploaded, uploaded.ready(found, now(), !tasks.isEmpty()), tasks);
  }

  private UploadWithTasks accept(Upload expected, Upload.Ready next, List<Task.Queued> tasks) {
    return switch (store.judge(expected, next, tasks)) {
      case Transition.Applied _ -> dispatch(next, List.copyOf(tasks));
      case Transition.Lost lost -> settle(lost, "judge");
    };
  }

  private List<Task.Queued> tasks(UploadId id, MediaType found, CollectionRules rules) {
    return settings.processorsFor(rules, found).stream()
        .map(processor -> new Task.Queued(id, processor))
        .sorted(Comparator.comparing(task -> task.processor().value()))
        .toList();
  }

  private UploadWithTasks scan(Upload.Uploaded uploaded, Finding finding) {
    Upload.Scanning next =
        uploaded.scanning(finding.mediaType(), now().plus(settings.scannerNeeded().deadline()));
    return switch (store.move(uploaded, next)) {
      case Transition.Applied _ -> withTasks(order(next));
      case Transition.Lost lost -> settle(lost, "judge");
    };
  }

  /// Puts the order into the scanner's queue, unless that is done.
  Upload order(Upload.Scanning scanning) {
    if (scanning.ordered()) {
      return scanning;
    }
    queues.send(
        new TaskOrder(
            scanning.id(),
            scanning.declaration().tenant(),
            ScannerRules.QUEUE,
            scanning.object(),
            scanning.found()));
    Upload.Scanning ordered = scanning.withOrdered();
    return switch (store.move(scanning, ordered)) {
      case Transition.Applied _ -> ordered;
      // The scanner was faster than we, or the other path did the same.
      case Transition.Lost(Optional<Upload> actual) -> actual.orElse(scanning);
    };
  }

  /// The scanner knows nothing bad of it: READY.
  public void clean(Upload.Scanning scanning) {
    CollectionRules rules = rules(scanning.declaration());
    List<Task.Queued> tasks = tasks(scanning.id(), scanning.found(), rules);
    accept(scanning, scanning.ready(now(), !tasks.isEmpty()), tasks);
  }

  /// The scanner's opinion is bad, or there is none: REJECTED.
  public void reject(Upload.Scanning scanning, Reason reason) {
    reject(scanning, scanning.rejected(reason, now()));
  }

  /// Does what follows from a verdict, unless that is done.
  public void resume(Upload upload) {
    switch (upload) {
      case Upload.Ready ready -> {
        if (!ready.dispatched()) {
          dispatch(ready, tasksOf(ready));
        }
      }
      case Upload.Rejected rejected -> dispatch(rejected);
      case Upload.Scanning scanning -> order(scanning);
      case Upload.Pending _,
          Upload.Uploaded _,
          Upload.Aborted _,
          Upload.Expired _,
          Upload.Deleted _ -> {}
    }
  }

  private UploadWithTasks reject(Upload.Uploaded uploaded, Finding finding, Reason reason) {
    return reject(uploaded, uploaded.rejected(finding.mediaType(), reason, now()));
  }

  private UploadWithTasks reject(Upload expected, Upload.Rejected next) {
    return switch (store.judge(expected, next, List.of())) {
      case Transition.Applied _ -> withoutTasks(dispatch(next));
      case Transition.Lost lost -> settle(lost, "judge");
    };
  }

  /// Goes on from what somebody else has stored.
  ///
  /// @param action for people, if that does not allow it
  UploadWithTasks settle(Transition.Lost lost, String action) {
    return settle(lost.actual().orElseThrow(() -> new Refused(new Refusal.NotFound())), action);
  }

  /// Goes on from what is stored.
  UploadWithTasks settle(Upload actual, String action) {
    return switch (actual) {
      case Upload.Uploaded uploaded -> judge(uploaded);
      case Upload.Scanning scanning -> withTasks(order(scanning));
      case Upload.Ready ready -> {
        List<Task> tasks = tasksOf(ready);
        yield ready.dispatched() ? new UploadWithTasks(ready, tasks) : dispatch(ready, tasks);
      }
      case Upload.Rejected rejected -> withoutTasks(dispatch(rejected));
      case Upload.Pending _, Upload.Aborted _, Upload.Expired _, Upload.Deleted _ ->
          throw new Refused(new Refusal.WrongState(actual.state(), action));
    };
  }

  /// Sends the tasks to their queues and `file.ready` out.
  private UploadWithTasks dispatch(Upload.Ready ready, List<Task> tasks) {
    for (Task task : tasks) {
      if (!task.ended()) {
        queues.send(
            new TaskOrder(
                ready.id(),
                ready.declaration().tenant(),
                task.processor(),
                ready.object(),
                ready.found()));
      }
    }
    announcements.ready(ready, tasks);
    return new UploadWithTasks(mark(ready), tasks);
  }

  private Upload.Ready mark(Upload.Ready ready) {
    Upload.Ready dispatched = ready.withDispatched();
    return switch (store.move(ready, dispatched)) {
      case Transition.Applied _ -> dispatched;
      // A processor was faster than we, and has announced its end.
      case Transition.Lost(Optional<Upload> actual)
          when actual.orElse(null) instanceof Upload.Ready other && !other.dispatched() ->
          mark(other);
      // The other path did the same, or the file is deleted: both are well.
      case Transition.Lost _ -> ready;
    };
  }

  /// Removes the object, if its collection says so, and sends `file.rejected` out, unless that is
  /// done.
  private Upload.Rejected dispatch(Upload.Rejected rejected) {
    if (rejected.dispatched()) {
      return rejected;
    }
    if (rules(rejected.declaration()).onReject() == OnReject.DELETE) {
      objects.delete(rejected.declaration().key());
    }
    announcements.rejected(rejected);
    Upload.Rejected dispatched = rejected.withDispatched();
    return store.move(rejected, dispatched) instanceof Transition.Applied ? dispatched : rejected;
  }

  /// The URL of a PUT is good for a while after the object was removed, and its key is free again.
  private void removeAgain(Upload.Rejected rejected) {
    Declaration declaration = rejected.declaration();
    settings
        .collection(declaration.collection())
        .filter(rules -> rules.onReject() == OnReject.DELETE)
        .ifPresent(_ -> objects.delete(declaration.key()));
  }

  private List<Task> tasksOf(Upload.Ready ready) {
    return store.findWithTasks(ready.id()).map(UploadWithTasks::tasks).orElse(List.of());
  }

  private UploadWithTasks withTasks(Upload upload) {
    return upload instanceof Upload.Ready ready
        ? new UploadWithTasks(ready, tasksOf(ready))
        : withoutTasks(upload);
  }

  private static UploadWithTasks withoutTasks(Upload upload) {
    return new UploadWithTasks(upload, List.of());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /// A collection that was taken out of sluice.yaml meanwhile judges nothing any more.
  private CollectionRules rules(Declaration declaration) {
    return settings
        .collection(declaration.collection())
        .orElseThrow(
            () ->
                new Refused(
                    new Refusal.UnknownCollection(
                        declaration.collection().value(),
                        settings.collections().keySet().stream()
                            .map(name -> name.value())
                            .sorted()
                            .toList())));
  }
}
