package dev.sluice.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.core.detect.ByteSource;
import dev.sluice.core.media.MediaType;
import dev.sluice.core.upload.MultipartId;
import dev.sluice.core.upload.ObjectChanged;
import dev.sluice.core.upload.ObjectKey;
import dev.sluice.core.upload.ObjectStore;
import dev.sluice.core.upload.ObjectStore.Completion;
import dev.sluice.core.upload.StoredObject;
import dev.sluice.core.upload.StoredPart;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What an [ObjectStore] promises.
public abstract class ObjectStoreContract {
  private static final MediaType TEXT = MediaType.parse("text/plain");
  private static final int LEAST_PART = 5 << 20;

  protected abstract ObjectStore store();

  /// Does what a client does with a presigned PUT of a part.
  protected abstract void putPart(ObjectKey key, MultipartId id, int number, byte[] bytes);

  @Test
  void there_is_no_object_where_nobody_put_one() {
    assertThat(store().head(newKey())).isEmpty();
  }

  @Test
  void what_was_put_is_there_with_its_size_until_it_is_deleted() {
    ObjectKey key = newKey();
    store().put(key, TEXT, bytes("hello"));

    assertThat(store().head(key)).get().extracting(StoredObject::size).isEqualTo(5L);

    store().delete(key);
    store().delete(key);
    assertThat(store().head(key)).isEmpty();
  }

  @Test
  void ranges_are_read_as_asked() {
    ObjectKey key = newKey();
    store().put(key, TEXT, bytes("0123456789"));

    ByteSource source = store().open(store().head(key).orElseThrow());

    assertThat(source.size()).isEqualTo(10);
    assertThat(source.read(0, 4)).isEqualTo(bytes("0123"));
    assertThat(source.read(7, 3)).isEqualTo(bytes("789"));
  }

  @Test
  void a_read_of_an_object_that_was_replaced_or_deleted_is_refused() {
    ObjectKey key = newKey();
    store().put(key, TEXT, bytes("judged"));
    StoredObject judged = store().head(key).orElseThrow();

    store().put(key, TEXT, bytes("other!"));
    assertThatThrownBy(() -> store().open(judged).read(0, 6)).isInstanceOf(ObjectChanged.class);

    store().delete(key);
    assertThatThrownBy(() -> store().open(judged).read(0, 6)).isInstanceOf(ObjectChanged.class);
  }

  @Test
  void parts_become_one_object_in_the_order_of_their_numbers() {
    ObjectKey key = newKey();
    MultipartId id = store().startMultipart(key, TEXT);
    byte[] first = new byte[LEAST_PART];
    Arrays.fill(first, (byte) 'a');
    putPart(key, id, 2, bytes("the end"));
    putPart(key, id, 1, first);

    List<StoredPart> parts = store().listParts(key, id).orElseThrow();
    assertThat(parts).extracting(StoredPart::number).containsExactly(1, 2);
    assertThat(parts).extracting(StoredPart::size).containsExactly((long) LEAST_PART, 7L);

    Completion completion = store().completeMultipart(key, id, parts);

    StoredObject object = store().head(key).orElseThrow();
    assertThat(completion).isEqualTo(new Completion.Completed(object));
    assertThat(object.size()).isEqualTo(LEAST_PART + 7L);
    assertThat(store().open(object).read(LEAST_PART - 1, 8)).isEqualTo(bytes("athe end"));
  }

  /// As S3 does it, so that a client whose answer was lost may ask again; the precondition that the
  /// key is new does not count against the upload that made it (adobe/S3Mock#2586,
  /// getmoto/moto#9209).
  @Test
  void completing_again_answers_the_same_object_and_leaves_it_as_it_is() {
    ObjectKey key = newKey();
    MultipartId id = store().startMultipart(key, TEXT);
    putPart(key, id, 1, bytes("once"));
    List<StoredPart> parts = store().listParts(key, id).orElseThrow();
    store().completeMultipart(key, id, parts);
    StoredObject object = store().head(key).orElseThrow();

    assertThat(store().completeMultipart(key, id, parts))
        .isEqualTo(new Completion.Completed(object));
    assertThat(store().listParts(key, id)).isEmpty();
    assertThat(store().head(key)).contains(object);
  }

  @Test
  void completing_what_was_aborted_finds_it_gone() {
    ObjectKey key = newKey();
    MultipartId id = store().startMultipart(key, TEXT);
    putPart(key, id, 1, bytes("never"));
    List<StoredPart> parts = store().listParts(key, id).orElseThrow();
    store().abortMultipart(key, id);

    assertThat(store().completeMultipart(key, id, parts)).isEqualTo(new Completion.Gone());
    assertThat(store().head(key)).isEmpty();
  }

  @Test
  void an_aborted_multipart_upload_is_gone_and_may_be_aborted_again() {
    ObjectKey key = newKey();
    MultipartId id = store().startMultipart(key, TEXT);
    putPart(key, id, 1, bytes("never"));

    store().abortMultipart(key, id);
    store().abortMultipart(key, id);

    assertThat(store().listParts(key, id)).isEmpty();
    assertThat(store().head(key)).isEmpty();
  }

  @Test
  void a_key_that_is_taken_is_not_written_again_by_completing() {
    ObjectKey key = newKey();
    MultipartId id = store().startMultipart(key, TEXT);
    putPart(key, id, 1, bytes("second"));
    store().put(key, TEXT, bytes("first"));
    StoredObject first = store().head(key).orElseThrow();

    assertThat(store().completeMultipart(key, id, store().listParts(key, id).orElseThrow()))
        .isEqualTo(new Completion.Gone());
    assertThat(store().head(key)).contains(first);
  }

  private static ObjectKey newKey() {
    return ObjectKey.ofUpload(Uploading.newTenant(), Uploading.newId());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
