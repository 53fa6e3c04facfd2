package dev.sluice.local.s3.operation;

import dev.sluice.local.s3.wire.Answer;
import dev.sluice.local.s3.wire.Call;
import java.io.IOException;
import java.util.List;

/// An operation of S3's API. Types bear the names of the API reference.
public interface Operation {
  /// Its name in the API reference.
  default String name(Call call) {
    return getClass().getSimpleName();
  }

  /// What the caller has to be allowed (Service authorization reference, "Actions defined by Amazon
  /// S3").
  String action(Call call);

  /// What the caller has to be allowed besides, on the same resource.
  default List<String> furtherActions(Call call) {
    return List.of();
  }

  Answer run(Call call) throws IOException;
}
