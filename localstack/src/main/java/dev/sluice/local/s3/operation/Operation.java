package dev.sluice.local.s3.operation;

import dev.sluice.local.s3.wire.Answer;
import dev.sluice.local.s3.wire.Call;
import java.io.IOException;

/// An operation of S3's API. Types bear the names of the API reference.
public interface Operation {
  /// Its name in the API reference.
  default String name(Call call) {
    return getClass().getSimpleName();
  }

  /// What the caller has to be allowed (Service authorization reference, "Actions defined by Amazon
  /// S3").
  String action(Call call);

  Answer run(Call call) throws IOException;
}
