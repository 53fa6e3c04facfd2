package dev.sluice.processors.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.contract.memory.ForwardingObjectStore;
import dev.sluice.contract.memory.MemoryObjectStore;
import dev.sluice.core.collection.ProcessorName;
import dev.sluice.core.media.MediaType;
import dev.sluice.core.task.Processor.Outcome;
import dev.sluice.core.upload.ObjectChanged;
import dev.sluice.core.upload.ObjectKey;
import dev.sluice.core.upload.StoredObject;
import dev.sluice.core.upload.TaskOrder;
import dev.sluice.core.upload.TenantId;
import dev.sluice.core.upload.Unavailable;
import dev.sluice.core.upload.UploadId;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ImageTest {
  private static final TenantId TENANT = new TenantId("acme");
  private static final UploadId ID = new UploadId("0123456789abcdefghjkmnpqrs");
  private static final ObjectKey KEY = ObjectKey.ofUpload(TENANT, ID);
  private static final ObjectKey THUMBNAIL = ObjectKey.ofDerived(TENANT, ID, "thumbnail");

  private final MemoryObjectStore objects = new MemoryObjectStore();

  @Test
  void says_how_large_the_picture_is_and_puts_a_small_one_beside_it() throws IOException {
    objects.putObject(KEY, picture());

    assertThat(new Image(objects).process(order()))
        .isEqualTo(
            new Outcome.Done(
                Map.of(
                    "width",
                    640,
                    "height",
                    480,
                    "thumbnail",
                    "thumbnail",
                    "thumbnailType",
                    "image/png")));

    StoredObject stored = objects.head(THUMBNAIL).orElseThrow();
    byte[] png = objects.open(stored).read(0, Math.toIntExact(stored.size()));
    assertThat(Pictures.decoded(png).getWidth()).isEqualTo(256);
  }

  @Test
  void of_what_can_not_be_decoded_nothing_is_stored() {
    objects.putObject(KEY, new byte[] {1, 2, 3});

    assertThat(new Image(objects).process(order()))
        .isInstanceOfSatisfying(
            Outcome.Impossible.class,
            impossible -> assertThat(impossible.code()).isEqualTo("unsupported"));
    assertThat(objects.head(THUMBNAIL)).isEmpty();
  }

  @Test
  void what_is_too_large_for_memory_is_not_even_read() {
    StoredObject large = new StoredObject(KEY, "etag", (64L << 20) + 1);

    assertThat(new Image(objects).process(order(large)))
        .isInstanceOfSatisfying(
            Outcome.Impossible.class,
            impossible -> assertThat(impossible.code()).isEqualTo("too-large"));
  }

  @Test
  void a_picture_that_is_gone_and_a_store_that_does_not_answer_are_no_fault_of_the_picture()
      throws IOException {
    objects.putObject(KEY, picture());
    TaskOrder order = order();
    Image withoutStore =
        new Image(
            new ForwardingObjectStore(objects) {
              @Override
              public void put(ObjectKey key, MediaType type, byte[] bytes) {
                throw new Unavailable("S3", new IOException("no answer"));
              }
            });

    assertThatThrownBy(() -> withoutStore.process(order)).isInstanceOf(Unavailable.class);
    objects.delete(KEY);
    assertThatThrownBy(() -> new Image(objects).process(order)).isInstanceOf(ObjectChanged.class);
  }

  @Test
  void discarding_removes_the_small_picture_and_may_be_repeated() throws IOException {
    objects.putObject(KEY, picture());
    Image image = new Image(objects);
    image.process(order());

    image.discard(order());
    image.discard(order());

    assertThat(objects.keys()).containsExactly(KEY.value());
  }

  private static byte[] picture() throws IOException {
    return Pictures.encoded(Pictures.quarters(640, 480, BufferedImage.TYPE_INT_RGB), "png");
  }

  private TaskOrder order() {
    return order(objects.head(KEY).orElseThrow());
  }

  private static TaskOrder order(StoredObject object) {
    return new TaskOrder(
        ID, TENANT, new ProcessorName("image"), object, MediaType.parse("image/png"));
  }
}
