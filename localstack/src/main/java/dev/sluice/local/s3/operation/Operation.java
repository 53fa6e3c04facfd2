package dev.sluice.local.s3.operation;

import dev.sluice.local.s3.wire.Answer;
import dev.sluice.local.s3.wire.Call;
import java.io.IOException;

/// An operation of S3's API.
public interface Operation {
  /// What the caller has to be allowed (Service authorization reference, "Actions defined by Amazon
  /// S3").
  String action(Call call);

  Answer run(Call call) throws IOException;
}
