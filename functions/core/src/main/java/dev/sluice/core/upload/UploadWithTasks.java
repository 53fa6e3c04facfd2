package dev.sluice.core.upload;

import java.util.List;

/// An upload and all its tasks, in the order of their processors' names.
public record UploadWithTasks(Upload upload, List<Task> tasks) {
  public UploadWithTasks {
    tasks = List.copyOf(tasks);
  }
}
