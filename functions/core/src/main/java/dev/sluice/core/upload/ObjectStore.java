package dev.sluice.core.upload;

import dev.sluice.core.detect.ByteSource;
import dev.sluice.core.media.MediaType;
import java.util.List;
import java.util.Optional;

/// Where the bytes lie. Clients write there themselves, by presigned URLs; this is what we do
/// there.
///
/// Every method throws [Unavailable] if the store does not answer.
public interface ObjectStore {
  Optional<StoredObject> head(ObjectKey key);

  /// Reads by ranges, each on the condition that the object is still this one. A read throws
  /// [ObjectChanged] if it is not.
  ByteSource open(StoredObject object);

  MultipartId startMultipart(ObjectKey key, MediaType type);

  /// All parts, by number; nothing if there is no such multipart upload (completed, aborted).
  Optional<List<StoredPart>> listParts(ObjectKey key, MultipartId multipartId);

  /// Makes the object of these parts, on the condition that the key is new. Asked again, answers
  /// the same object. While another request is about the same key and there is no object yet, the
  /// store is [Unavailable].
  Completion completeMultipart(ObjectKey key, MultipartId multipartId, List<StoredPart> parts);

  /// Gives an unfinished multipart upload up; no matter if there is none.
  void abortMultipart(ObjectKey key, MultipartId multipartId);

  /// Removes the object; no matter if there is none.
  void delete(ObjectKey key);

  /// Writes an object of our own making, such as a thumbnail.
  ///
  /// @param bytes small: it stands in memory
  void put(ObjectKey key, MediaType type, byte[] bytes);

  /// What became of completing.
  sealed interface Completion {
    record Completed(StoredObject object) implements Completion {}

    /// It was aborted, its key is taken, or it was completed too long ago; [#head] tells which.
    record Gone() implements Completion {}
  }
}
