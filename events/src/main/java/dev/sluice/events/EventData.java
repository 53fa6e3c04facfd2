package dev.sluice.events;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What happened. Sizes are bytes, media types `type/subtype`, names of files are what people gave.
public sealed interface EventData {
  /// The upload's id; the envelope's `subject`.
  String uploadId();

  /// A file was judged good and may be read; `processors` go to work on it now.
  ///
  /// @param eTag of the very object that was judged, without quotes
  record FileReady(
      String uploadId,
      String tenant,
      String collection,
      String fileName,
      long size,
      String mediaType,
      String bucket,
      String key,
      String eTag,
      List<String> processors)
      implements EventData {
    public FileReady {
      processors = List.copyOf(processors);
    }
  }

  /// A file was judged bad, and why.
  record FileRejected(
      String uploadId,
      String tenant,
      String collection,
      String fileName,
      long size,
      String declaredType,
      Problem reason)
      implements EventData {}

  /// All of a file's tasks have ended, each in its way.
  record FileProcessed(String uploadId, String tenant, String mediaType, List<TaskResult> tasks)
      implements EventData {
    public FileProcessed {
      tasks = List.copyOf(tasks);
    }
  }

  /// An order to one processor.
  record Task(
      String uploadId,
      String tenant,
      String processor,
      String key,
      String eTag,
      long size,
      String mediaType)
      implements EventData {}

  /// @param code stable, for programs
  /// @param detail for people
  record Problem(String code, String detail) {}

  /// How a task ended.
  ///
  /// @param result strings and whole numbers by name; empty unless DONE
  /// @param error there unless DONE
  record TaskResult(
      String processor, TaskState state, Map<String, Object> result, Optional<Problem> error) {
    public TaskResult {
      result = Map.copyOf(result);
    }
  }

  /// The ends of a task.
  enum TaskState {
    DONE,
    FAILED,
    DEAD
  }

  default EventType type() {
    return switch (this) {
      case FileReady _ -> EventType.FILE_READY;
      case FileRejected _ -> EventType.FILE_REJECTED;
      case FileProcessed _ -> EventType.FILE_PROCESSED;
      case Task _ -> EventType.TASK;
    };
  }
}
