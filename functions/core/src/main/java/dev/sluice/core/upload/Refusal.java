package dev.sluice.core.upload;

import dev.sluice.core.collection.CollectionRules;
import dev.sluice.core.media.MediaType;
import java.util.List;

/// Why a request of a client was not done. Every one is the client's to mend; nothing has changed.
public sealed interface Refusal {
  /// A field is missing, of the wrong kind, or out of range.
  ///
  /// @param field its name in the request
  /// @param detail what is wrong and what to send
  record BadField(String field, String detail) implements Refusal {}

  record UnknownCollection(String name, List<String> known) implements Refusal {}

  /// The declared size is over the collection's maximum.
  record TooLarge(long size, CollectionRules rules) implements Refusal {}

  record TypeNotAllowed(MediaType type, CollectionRules rules) implements Refusal {}

  /// There is none of that id, or it is another tenant's: a caller can't tell which.
  record NotFound() implements Refusal {}

  /// The upload's state does not allow the action.
  ///
  /// @param action for people: "complete", "abort", "sign parts of"
  record WrongState(State state, String action) implements Refusal {}

  /// The object that a single PUT was to make is not in S3.
  record NoObject() implements Refusal {}

  /// Parts are missing in S3.
  ///
  /// @param missing their numbers, the first 1,000
  record Incomplete(List<Integer> missing) implements Refusal {}

  /// S3 no longer knows the multipart upload, and there is no object of it: no part can be sent any
  /// more.
  record PartsGone() implements Refusal {}

  /// S3 holds something else than what was announced.
  ///
  /// @param what for people: "the object", "part 7"
  record SizeMismatch(String what, long announced, long stored) implements Refusal {}

  /// The content of an upload that is not READY.
  record NotReady(State state) implements Refusal {}

  /// The upload has no thumbnail (yet).
  record NoThumbnail() implements Refusal {}
}
