package dev.sluice.core.upload;

import java.util.List;
import java.util.Optional;

/// Where uploads and their tasks are recorded. Every write names the state and version it expects;
/// reads see every write before them, but for [#list], which may lag behind by a second.
///
/// Every method throws [Unavailable] if the store does not answer.
public interface UploadStore {
  /// Records a new upload; no matter if it is recorded already, just as it is.
  ///
  /// @throws IllegalStateException if there is another one of that id
  void create(Upload.Pending upload);

  Optional<Upload> find(UploadId id);

  Optional<UploadWithTasks> findWithTasks(UploadId id);

  /// The tenant's uploads, newest first, without those that are ABORTED, EXPIRED or DELETED.
  ///
  /// @param limit 1 to 100
  UploadPage list(TenantId tenant, int limit, Optional<Cursor> from);

  /// Writes `next` if `expected` is still what is stored.
  Transition move(Upload expected, Upload next);

  /// Writes the verdict and the tasks it asks for: all of it or nothing.
  ///
  /// @throws IllegalStateException if `expected` is stored, and one of the tasks as well
  /// @param tasks at most 99 ([Limits#MAXIMUM_TRANSACTION_ITEMS], one of them the upload)
  Transition judge(Upload expected, Upload next, List<Task.Queued> tasks);

  /// Writes `next` if the expected upload is still what is stored, and removes its tasks: all of it
  /// or nothing.
  ///
  /// @param expected with all its tasks
  Transition delete(UploadWithTasks expected, Upload.Deleted next);

  /// Writes how a task ended, if `expected` is still what is stored: the first writer wins.
  ///
  /// @return whether this was the first
  boolean finish(Task.Queued expected, Task next);
}
