package dev.sluice.core.scan;

import dev.sluice.core.upload.StoredObject;

/// Looks for malware in an object. Asked again as long as it has no opinion.
public interface Scanner {
  /// @throws dev.sluice.core.upload.ObjectChanged if the object is no longer this one
  /// @throws dev.sluice.core.upload.Unavailable if the object's store does not answer
  Opinion ask(StoredObject object);
}
