package dev.sluice.core.upload;

import dev.sluice.core.media.MediaType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The small picture that a processor made of an upload, as its task's result says.
///
/// @param name the last segment of its key
public record Thumbnail(String name, MediaType type) {
  static final String NAME = "thumbnail";
  private static final String NAME_FIELD = "thumbnail";
  private static final String TYPE_FIELD = "thumbnailType";

  public Thumbnail(MediaType type) {
    this(NAME, type);
  }

  /// What a processor puts into its task's result, besides what else it has to say.
  public Map<String, Object> toResult() {
    return Map.of(NAME_FIELD, name, TYPE_FIELD, type.toString());
  }

  public ObjectKey key(TenantId tenant, UploadId id) {
    return ObjectKey.ofDerived(tenant, id, name);
  }

  ObjectKey key(Declaration declaration) {
    return key(declaration, name);
  }

  static ObjectKey key(Declaration declaration, String name) {
    return ObjectKey.ofDerived(declaration.tenant(), declaration.id(), name);
  }

  static Optional<Thumbnail> of(List<Task> tasks) {
    for (Task task : tasks) {
      if (task instanceof Task.Done done
          && done.result().get(NAME_FIELD) instanceof String name
          && done.result().get(TYPE_FIELD) instanceof String type) {
        return Optional.of(new Thumbnail(name, MediaType.parse(type)));
      }
    }
    return Optional.empty();
  }
}
