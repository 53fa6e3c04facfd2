package dev.sluice.core.upload;

/// The names of the states; [Upload] says what belongs to each.
///
/// `PENDING → UPLOADED → READY | REJECTED`, `PENDING → ABORTED | EXPIRED`, `UPLOADED → EXPIRED`
/// (its object is gone), `READY | REJECTED → DELETED`
public enum State {
  PENDING,
  UPLOADED,
  READY,
  REJECTED,
  ABORTED,
  EXPIRED,
  DELETED
}
