package dev.sluice.validator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.core.upload.ObjectKey;
import dev.sluice.core.upload.StoredObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

class ObjectCreatedTest {
  @Test
  void keys_are_decoded_and_what_was_not_created_is_left_out() {
    String message =
        """
        {"Records":[
          {"eventVersion":"2.1","eventSource":"aws:s3","eventName":"ObjectCreated:Put",
           "s3":{"bucket":{"name":"b"},
                 "object":{"key":"u/a+b%2Bc/%C3%A4.png","size":48213,"eTag":"9b2c"}}},
          {"eventName":"ObjectRemoved:Delete","s3":{"object":{"key":"u/gone"}}},
          {"eventName":"ObjectCreated:CompleteMultipartUpload",
           "s3":{"object":{"key":"u/large","size":53687091200,"eTag":"0a1b-64"}}}]}""";

    assertThat(ObjectCreated.objects(message))
        .containsExactly(
            new StoredObject(new ObjectKey("u/a b+c/\u00e4.png"), "9b2c", 48213),
            new StoredObject(new ObjectKey("u/large"), "0a1b-64", 53_687_091_200L));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"Service\":\"Amazon S3\",\"Event\":\"s3:TestEvent\",\"Bucket\":\"b\"}",
        "{\"Records\":[]}",
        "[]"
      })
  void a_test_event_and_whatever_names_no_object_are_done(String message) {
    assertThat(ObjectCreated.objects(message)).isEmpty();
  }

  @Test
  void what_is_no_JSON_comes_again_until_it_is_a_dead_letter() {
    assertThatThrownBy(() -> ObjectCreated.objects("not json"))
        .isInstanceOf(JacksonException.class);
  }
}
