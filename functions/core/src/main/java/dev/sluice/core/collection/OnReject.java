package dev.sluice.core.collection;

/// What becomes of an object whose upload is rejected.
public enum OnReject {
  /// The object is deleted at once.
  DELETE,
  /// The object stays where it is, for people to look at; nobody can download it through the API.
  KEEP
}
