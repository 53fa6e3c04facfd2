package dev.sluice.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.aws.AwsClients;
import dev.sluice.aws.Environment;
import dev.sluice.aws.S3ObjectStore;
import dev.sluice.core.upload.MultipartId;
import dev.sluice.core.upload.ObjectStore.Completion;
import dev.sluice.core.upload.Plan;
import dev.sluice.core.upload.StoredPart;
import dev.sluice.core.upload.Unavailable;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// S3 answers `409 ConditionalRequestConflict` to a completion while another request is about the
/// same key.
class CompletionConflictTest {
  private static final StandIn.Answer CONFLICT =
      new StandIn.Answer(409, "<Error><Code>ConditionalRequestConflict</Code></Error>");

  @Test
  void is_no_word_on_the_object_as_long_as_there_is_none() {
    try (StandIn s3 = answering(new StandIn.Answer(404, ""))) {
      assertThatThrownBy(() -> complete(s3)).isInstanceOf(Unavailable.class);
    }
  }

  @Test
  void is_the_end_of_the_parts_once_another_has_made_the_object() {
    StandIn.Answer there =
        new StandIn.Answer(200, Map.of("ETag", "\"etag\"", "Content-Length", "9"), "");
    try (StandIn s3 = answering(there)) {
      assertThat(complete(s3)).isEqualTo(new Completion.Gone());
    }
  }

  private static StandIn answering(StandIn.Answer head) {
    return new StandIn(request -> request.method().equals("HEAD") ? head : CONFLICT);
  }

  private static Completion complete(StandIn s3) {
    Environment environment =
        new Environment(
            Map.of(
                "AWS_REGION", "us-east-1",
                "AWS_ACCESS_KEY_ID", "test",
                "AWS_SECRET_ACCESS_KEY", "test",
                "AWS_ENDPOINT_URL", s3.endpoint().toString()));
    try (AwsClients clients = new AwsClients(environment)) {
      return new S3ObjectStore(clients.s3(), "bucket")
          .completeMultipart(
              Uploading.pending(new Plan.Single()).declaration().key(),
              new MultipartId("id"),
              List.of(new StoredPart(1, "etag", 9)));
    }
  }
}
