package dev.sluice.core.upload;

/// The object is no longer the one whose ETag was pinned, or it is gone.
public final class ObjectChanged extends RuntimeException {
  private static final long serialVersionUID = 1;

  public ObjectChanged(StoredObject expected) {
    super("the object " + expected.key().value() + " is no longer " + expected.eTag());
  }
}
