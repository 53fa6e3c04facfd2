package dev.sluice.core.upload;

import dev.sluice.core.collection.ProcessorName;
import java.util.Map;

/// What one processor does with one file. `QUEUED → DONE | FAILED | DEAD`
public sealed interface Task {
  UploadId uploadId();

  ProcessorName processor();

  /// Waits in its queue, or is being worked on.
  record Queued(UploadId uploadId, ProcessorName processor) implements Task {
    public Done done(Map<String, Object> result) {
      return new Done(uploadId, processor, result);
    }

    public Failed failed(String code, String detail) {
      return new Failed(uploadId, processor, code, detail);
    }

    public Dead dead(String detail) {
      return new Dead(uploadId, processor, detail);
    }
  }

  /// @param result strings and whole numbers by name, as the processor documents them
  record Done(UploadId uploadId, ProcessorName processor, Map<String, Object> result)
      implements Task {
    public Done {
      result = Map.copyOf(result);
    }
  }

  /// Can't succeed, now or later; was not tried again.
  record Failed(UploadId uploadId, ProcessorName processor, String code, String detail)
      implements Task {}

  /// Was tried as often as allowed; its message is in the dead-letter queue.
  record Dead(UploadId uploadId, ProcessorName processor, String detail) implements Task {}

  default boolean ended() {
    return switch (this) {
      case Queued _ -> false;
      case Done _, Failed _, Dead _ -> true;
    };
  }
}
