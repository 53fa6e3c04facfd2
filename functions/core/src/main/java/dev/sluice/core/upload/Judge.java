package dev.sluice.core.upload;

import dev.sluice.core.collection.CollectionRules;
import dev.sluice.core.collection.OnReject;
import dev.sluice.core.collection.Settings;
import dev.sluice.core.detect.Detector;
import dev.sluice.core.detect.Finding;
import dev.sluice.core.task.Task;
import dev.sluice.core.task.TaskOrder;
import dev.sluice.core.task.TaskQueues;
import dev.sluice.core.verdict.Reason;
import dev.sluice.core.verdict.Verdict;
import dev.sluice.core.verdict.Verdicts;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
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
      case Upload.Ready ready -> dispatch(ready);
      case Upload.Rejected rejected when rejected.dispatched() -> removeAgain(rejected);
      case Upload.Rejected rejected -> dispatch(rejected);
      // The PUT came after its upload had ended: nobody will ever ask for these bytes.
      case Upload.Aborted _, Upload.Expired _, Upload.Deleted _ -> objects.delete(object.key());
    }
  }

  /// The upload, READY or REJECTED; EXPIRED if its object is gone.
  ///
  /// @throws ObjectChanged if the object was another one every time
  Upload judge(Upload.Uploaded uploaded) {
    return judge(uploaded, 1);
  }

  private Upload judge(Upload.Uploaded uploaded, int attempt) {
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
  private Upload startOver(Upload.Uploaded uploaded, int attempt) {
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

  private Upload gone(Upload.Uploaded uploaded) {
    Upload.Expired expired = uploaded.expired(now());
    return switch (store.move(uploaded, expired)) {
      case Transition.Applied _ -> expired;
      case Transition.Lost lost -> settle(lost, "judge");
    };
  }

  private Upload record(Upload.Uploaded uploaded, Finding finding) {
    Declaration declaration = uploaded.declaration();
    CollectionRules rules = rules(declaration);
    Verdict verdict =
        Verdicts.judge(declaration.declaredType(), declaration.fileName().value(), rules, finding);
    return switch (verdict) {
      case Verdict.Ready _ -> {
        List<Task.Queued> tasks =
            settings.processorsFor(rules, finding.mediaType()).stream()
                .map(processor -> new Task.Queued(uploaded.id(), processor))
                .toList();
        Upload.Ready next = uploaded.ready(finding.mediaType(), now(), !tasks.isEmpty());
        yield switch (store.judge(uploaded, next, tasks)) {
          case Transition.Applied _ -> dispatch(next, List.copyOf(tasks));
          case Transition.Lost lost -> settle(lost, "judge");
        };
      }
      case Verdict.Rejected rejected -> reject(uploaded, finding, rejected.reason());
      case Verdict.Undetermined undetermined -> reject(uploaded, finding, undetermined.reason());
    };
  }

  private Upload reject(Upload.Uploaded uploaded, Finding finding, Reason reason) {
    Upload.Rejected next = uploaded.rejected(finding.mediaType(), reason, now());
    return switch (store.judge(uploaded, next, List.of())) {
      case Transition.Applied _ -> dispatch(next);
      case Transition.Lost lost -> settle(lost, "judge");
    };
  }

  /// Goes on from what somebody else has stored.
  ///
  /// @param action for people, if that does not allow it
  Upload settle(Transition.Lost lost, String action) {
    Upload actual = lost.actual().orElseThrow(() -> new Refused(new Refusal.NotFound()));
    return switch (actual) {
      case Upload.Uploaded uploaded -> judge(uploaded);
      case Upload.Ready ready -> dispatch(ready);
      case Upload.Rejected rejected -> dispatch(rejected);
      case Upload.Pending _, Upload.Aborted _, Upload.Expired _, Upload.Deleted _ ->
          throw new Refused(new Refusal.WrongState(actual.state(), action));
    };
  }

  /// Sends the tasks to their queues and `file.ready` out, unless that is done.
  Upload.Ready dispatch(Upload.Ready ready) {
    return ready.dispatched() ? ready : dispatch(ready, tasksOf(ready));
  }

  private Upload.Ready dispatch(Upload.Ready ready, List<Task> tasks) {
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
    return mark(ready);
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
  Upload.Rejected dispatch(Upload.Rejected rejected) {
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

  /// The tasks of an upload that may have some.
  List<Task> tasksOf(Upload upload) {
    return upload instanceof Upload.Ready
        ? store.findWithTasks(upload.id()).map(UploadWithTasks::tasks).orElse(List.of())
        : List.of();
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
