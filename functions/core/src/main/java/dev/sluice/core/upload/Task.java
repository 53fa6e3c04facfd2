package dev.sluice.core.upload;

import dev.sluice.core.collection.ProcessorName;
import java.util.Map;

/// What one processor does with one file. `QUEUED → DONE | FAILED | DEAD`
///
/// Every write raises the version by one, so that a writer can say which one it has seen.
public sealed interface Task {
  long FIRST_VERSION = 1;

  UploadId uploadId();

  ProcessorName processor();

  long version();

  /// Waits in its queue, or is being worked on.
  record Queued(UploadId uploadId, ProcessorName processor, long version) implements Task {
    /// One that nobody has recorded yet.
    public Queued(UploadId uploadId, ProcessorName processor) {
      this(uploadId, processor, FIRST_VERSION);
    }

    public Done done(Map<String, Object> result) {
      return new Done(uploadId, processor, version + 1, result);
    }

    public Failed failed(String code, String detail) {
      return new Failed(uploadId, processor, version + 1, code, detail);
    }

    public Dead dead(String detail) {
      return new Dead(uploadId, processor, version + 1, detail);
    }
  }

  /// @param result strings and whole numbers by name, as the processor documents them
  record Done(UploadId uploadId, ProcessorName processor, long version, Map<String, Object> result)
      implements Task {
    public Done {
      result = Map.copyOf(result);
    }
  }

  /// Can't succeed, now or later; was not tried again.
  record Failed(
      UploadId uploadId, ProcessorName processor, long version, String code, String detail)
      implements Task {}

  /// Was tried as often as allowed; its message is in the dead-letter queue.
  record Dead(UploadId uploadId, ProcessorName processor, long version, String detail)
      implements Task {}

  default boolean ended() {
    return switch (this) {
      case Queued _ -> false;
      case Done _, Failed _, Dead _ -> true;
    };
  }
}
