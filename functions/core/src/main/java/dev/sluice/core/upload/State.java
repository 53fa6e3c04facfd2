package dev.sluice.core.upload;

/// The names of the states; [Upload] says what belongs to each.
///
/// `PENDING → UPLOADED → (SCANNING →) READY | REJECTED`, `PENDING → ABORTED | EXPIRED`, `UPLOADED →
/// EXPIRED` (its object is gone), `UPLOADED | SCANNING | READY | REJECTED → DELETED`
public enum State {
  PENDING,
  UPLOADED,
  SCANNING,
  READY,
  REJECTED,
  ABORTED,
  EXPIRED,
  DELETED
}
