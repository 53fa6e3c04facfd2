package dev.sluice.contract.memory;

import dev.sluice.core.upload.Cursor;
import dev.sluice.core.upload.State;
import dev.sluice.core.upload.Task;
import dev.sluice.core.upload.TenantId;
import dev.sluice.core.upload.Transition;
import dev.sluice.core.upload.Upload;
import dev.sluice.core.upload.UploadId;
import dev.sluice.core.upload.UploadPage;
import dev.sluice.core.upload.UploadStore;
import dev.sluice.core.upload.UploadWithTasks;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// An [UploadStore] in memory: one lock, so that every method is one step.
public final class MemoryUploadStore implements UploadStore {
  private static final Set<State> LISTED =
      Set.of(State.PENDING, State.UPLOADED, State.SCANNING, State.READY, State.REJECTED);

  private static final Comparator<Cursor> NEWEST_FIRST =
      Comparator.comparing(Cursor::createdAt)
          .reversed()
          .thenComparing(cursor -> cursor.id().value());

  private final Map<UploadId, Upload> uploads = new HashMap<>();
  private final Map<UploadId, Map<String, Task>> tasks = new HashMap<>();

  @Override
  public synchronized void create(Upload.Pending upload) {
    Upload before = uploads.putIfAbsent(upload.id(), upload);
    if (before != null && !before.equals(upload)) {
      throw new IllegalStateException("there is an upload " + upload.id() + " already");
    }
  }

  @Override
  public synchronized Optional<Upload> find(UploadId id) {
    return Optional.ofNullable(uploads.get(id));
  }

  @Override
  public synchronized Optional<UploadWithTasks> findWithTasks(UploadId id) {
    return find(id)
        .map(
            upload ->
                new UploadWithTasks(
                    upload, List.copyOf(tasks.getOrDefault(id, Map.of()).values())));
  }

  @Override
  public synchronized UploadPage list(TenantId tenant, int limit, Optional<Cursor> from) {
    List<Upload> found =
        uploads.values().stream()
            .filter(upload -> upload.declaration().tenant().equals(tenant))
            .filter(upload -> LISTED.contains(upload.state()))
            .filter(
                upload -> from.isEmpty() || NEWEST_FIRST.compare(cursor(upload), from.get()) > 0)
            .sorted(Comparator.comparing(MemoryUploadStore::cursor, NEWEST_FIRST))
            .limit(limit + 1L)
            .toList();
    if (found.size() <= limit) {
      return new UploadPage(found, Optional.empty());
    }
    List<Upload> page = found.subList(0, limit);
    return new UploadPage(page, Optional.of(cursor(page.getLast())));
  }

  @Override
  public synchronized Transition move(Upload expected, Upload next) {
    if (!isStored(expected)) {
      return new Transition.Lost(find(expected.id()));
    }
    uploads.put(next.id(), next);
    return new Transition.Applied();
  }

  private boolean isStored(Upload expected) {
    Upload actual = uploads.get(expected.id());
    return actual != null
        && actual.state() == expected.state()
        && actual.version() == expected.version();
  }

  @Override
  public synchronized Transition judge(Upload expected, Upload next, List<Task.Queued> queued) {
    Map<String, Task> before = tasks.getOrDefault(next.id(), Map.of());
    Map<String, Task> byProcessor = new TreeMap<>(before);
    queued.forEach(task -> byProcessor.put(task.processor().value(), task));
    if (byProcessor.size() < before.size() + queued.size() && isStored(expected)) {
      throw new IllegalStateException(expected.id() + " has no verdict yet, but a task");
    }
    Transition transition = move(expected, next);
    if (transition instanceof Transition.Applied) {
      tasks.put(next.id(), byProcessor);
    }
    return transition;
  }

  @Override
  public synchronized Transition delete(UploadWithTasks expected, Upload.Deleted next) {
    Transition transition = move(expected.upload(), next);
    if (transition instanceof Transition.Applied) {
      tasks.remove(next.id());
    }
    return transition;
  }

  @Override
  public synchronized boolean finish(Task.Queued expected, Task next) {
    Map<String, Task> byProcessor = tasks.getOrDefault(expected.uploadId(), new HashMap<>());
    return byProcessor.replace(expected.processor().value(), expected, next);
  }

  /// Everything that is stored, for a test to look at.
  public synchronized List<Upload> all() {
    return new ArrayList<>(uploads.values());
  }

  private static Cursor cursor(Upload upload) {
    return new Cursor(upload.id(), upload.declaration().createdAt());
  }
}
