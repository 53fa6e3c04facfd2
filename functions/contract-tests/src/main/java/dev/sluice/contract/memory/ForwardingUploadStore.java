package dev.sluice.contract.memory;

import dev.sluice.core.upload.Cursor;
import dev.sluice.core.upload.Task;
import dev.sluice.core.upload.TenantId;
import dev.sluice.core.upload.Transition;
import dev.sluice.core.upload.Upload;
import dev.sluice.core.upload.UploadId;
import dev.sluice.core.upload.UploadPage;
import dev.sluice.core.upload.UploadStore;
import dev.sluice.core.upload.UploadWithTasks;
import java.util.List;
import java.util.Optional;

/// Hands every call on, so that a test overrides the one that is to fail, or to come second.
public class ForwardingUploadStore implements UploadStore {
  private final UploadStore store;

  public ForwardingUploadStore(UploadStore store) {
    this.store = store;
  }

  @Override
  public void create(Upload.Pending upload) {
    store.create(upload);
  }

  @Override
  public Optional<Upload> find(UploadId id) {
    return store.find(id);
  }

  @Override
  public Optional<UploadWithTasks> findWithTasks(UploadId id) {
    return store.findWithTasks(id);
  }

  @Override
  public UploadPage list(TenantId tenant, int limit, Optional<Cursor> from) {
    return store.list(tenant, limit, from);
  }

  @Override
  public Transition move(Upload expected, Upload next) {
    return store.move(expected, next);
  }

  @Override
  public Transition judge(Upload expected, Upload next, List<Task.Queued> tasks) {
    return store.judge(expected, next, tasks);
  }

  @Override
  public Transition delete(UploadWithTasks expected, Upload.Deleted next) {
    return store.delete(expected, next);
  }

  @Override
  public boolean finish(Task.Queued expected, Task next) {
    return store.finish(expected, next);
  }
}
