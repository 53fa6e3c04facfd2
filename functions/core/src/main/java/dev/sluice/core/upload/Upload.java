package dev.sluice.core.upload;

import dev.sluice.core.media.MediaType;
import dev.sluice.core.verdict.Reason;
import java.time.Instant;

/// One upload in one of its states. A method that leads to another state is a transition of the
/// table in [State]; it makes the next value, and [UploadStore] writes it on the condition that
/// this one is still what is stored.
public sealed interface Upload {
  Declaration declaration();

  /// Counts the transitions; the next one is written only if the stored version is still this one.
  long version();

  default UploadId id() {
    return declaration().id();
  }

  default State state() {
    return switch (this) {
      case Pending _ -> State.PENDING;
      case Uploaded _ -> State.UPLOADED;
      case Scanning _ -> State.SCANNING;
      case Ready _ -> State.READY;
      case Rejected _ -> State.REJECTED;
      case Aborted _ -> State.ABORTED;
      case Expired _ -> State.EXPIRED;
      case Deleted _ -> State.DELETED;
    };
  }

  /// Waits for the client's bytes, until `expiresAt`.
  record Pending(Declaration declaration, long version, Plan plan, Instant expiresAt)
      implements Upload {
    public Uploaded uploaded(StoredObject object) {
      return new Uploaded(declaration, version + 1, object);
    }

    public Aborted aborted(Instant now) {
      return new Aborted(declaration, version + 1, now);
    }

    public Expired expired(Instant now) {
      return new Expired(declaration, version + 1, now);
    }
  }

  /// The bytes are there, pinned by the ETag, and nobody has judged them.
  record Uploaded(Declaration declaration, long version, StoredObject object) implements Upload {
    /// @param hasTasks whether a `file.processed` is owed once they have ended
    public Ready ready(MediaType found, Instant now, boolean hasTasks) {
      return new Ready(declaration, version + 1, object, found, now, false, !hasTasks);
    }

    /// The object was replaced before anyone could judge it.
    public Uploaded pinned(StoredObject other) {
      return new Uploaded(declaration, version + 1, other);
    }

    /// The object was removed before anyone could judge it.
    public Expired expired(Instant now) {
      return new Expired(declaration, version + 1, now);
    }

    public Deleted deleted(Instant now) {
      return new Deleted(declaration, version + 1, now);
    }

    public Scanning scanning(MediaType found, Instant deadline) {
      return new Scanning(declaration, version + 1, object, found, deadline, false);
    }

    public Rejected rejected(MediaType found, Reason reason, Instant now) {
      return new Rejected(declaration, version + 1, found, reason, now, false);
    }
  }

  /// Its content is as it should be, and the scanner is asked; nobody may read it.
  ///
  /// @param found what it is
  /// @param deadline when it is rejected if the scanner has not answered
  /// @param ordered whether the order is in the scanner's queue
  record Scanning(
      Declaration declaration,
      long version,
      StoredObject object,
      MediaType found,
      Instant deadline,
      boolean ordered)
      implements Upload {
    public Scanning withOrdered() {
      return new Scanning(declaration, version + 1, object, found, deadline, true);
    }

    public Deleted deleted(Instant now) {
      return new Deleted(declaration, version + 1, now);
    }

    /// @param hasTasks whether a `file.processed` is owed once they have ended
    public Ready ready(Instant now, boolean hasTasks) {
      return new Ready(declaration, version + 1, object, found, now, false, !hasTasks);
    }

    public Rejected rejected(Reason reason, Instant now) {
      return new Rejected(declaration, version + 1, found, reason, now, false);
    }
  }

  /// Judged, and may be read.
  ///
  /// @param dispatched whether its tasks are in their queues and `file.ready` is out
  /// @param announced whether `file.processed` is out (or not owed)
  record Ready(
      Declaration declaration,
      long version,
      StoredObject object,
      MediaType found,
      Instant judgedAt,
      boolean dispatched,
      boolean announced)
      implements Upload {
    public Ready withDispatched() {
      return new Ready(declaration, version + 1, object, found, judgedAt, true, announced);
    }

    public Ready withAnnounced() {
      return new Ready(declaration, version + 1, object, found, judgedAt, dispatched, true);
    }

    public Deleted deleted(Instant now) {
      return new Deleted(declaration, version + 1, now);
    }
  }

  /// Judged, and may never be read.
  ///
  /// @param dispatched whether the object is gone (if the collection says so) and `file.rejected`
  ///   is out
  record Rejected(
      Declaration declaration,
      long version,
      MediaType found,
      Reason reason,
      Instant judgedAt,
      boolean dispatched)
      implements Upload {
    public Rejected withDispatched() {
      return new Rejected(declaration, version + 1, found, reason, judgedAt, true);
    }

    public Deleted deleted(Instant now) {
      return new Deleted(declaration, version + 1, now);
    }
  }

  /// The client gave it up.
  record Aborted(Declaration declaration, long version, Instant endedAt) implements Upload {}

  /// The bytes did not come in time, or were gone before they were judged.
  record Expired(Declaration declaration, long version, Instant endedAt) implements Upload {}

  /// The client removed it, judged or not; its bytes and its tasks are gone.
  record Deleted(Declaration declaration, long version, Instant endedAt) implements Upload {}
}
