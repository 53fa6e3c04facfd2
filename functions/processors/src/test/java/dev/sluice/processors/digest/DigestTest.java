package dev.sluice.processors.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.contract.memory.ForwardingObjectStore;
import dev.sluice.contract.memory.MemoryObjectStore;
import dev.sluice.core.collection.ProcessorName;
import dev.sluice.core.detect.ByteSource;
import dev.sluice.core.media.MediaType;
import dev.sluice.core.task.Processor.Outcome;
import dev.sluice.core.upload.ObjectChanged;
import dev.sluice.core.upload.ObjectKey;
import dev.sluice.core.upload.StoredObject;
import dev.sluice.core.upload.TaskOrder;
import dev.sluice.core.upload.TenantId;
import dev.sluice.core.upload.UploadId;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigestTest {
  private static final int RANGE = 4 << 20;
  private static final MediaType ANY = MediaType.OCTET_STREAM;
  private static final TenantId TENANT = new TenantId("acme");
  private static final UploadId ID = new UploadId("0123456789abcdefghjkmnpqrs");
  private static final ObjectKey KEY = ObjectKey.ofUpload(TENANT, ID);

  private final MemoryObjectStore objects = new MemoryObjectStore();

  @ParameterizedTest
  @ValueSource(
      ints = {
        0,
        1,
        63,
        64,
        65,
        1000,
        RANGE - 1,
        RANGE,
        RANGE + 1,
        2 * RANGE - 1,
        2 * RANGE,
        3 * RANGE + 12_345
      })
  void is_the_SHA_256_of_all_bytes_whatever_their_number(int size) throws NoSuchAlgorithmException {
    byte[] bytes = new byte[size];
    new SplittableRandom(size).nextBytes(bytes);
    objects.putObject(KEY, bytes);

    assertThat(new Digest(objects).process(order()))
        .isEqualTo(
            new Outcome.Done(
                Map.of(
                    "sha256",
                    HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)),
                    "bytes",
                    (long) size)));
  }

  @Test
  void is_read_in_ranges_of_4_MiB_without_gap_or_overlap() {
    objects.putObject(KEY, new byte[2 * RANGE + 5]);
    List<String> ranges = new ArrayList<>();

    new Digest(
            new ForwardingObjectStore(objects) {
              @Override
              public ByteSource open(StoredObject object) {
                return observed(
                    super.open(object), (offset, length) -> ranges.add(offset + "+" + length));
              }
            })
        .process(order());

    assertThat(ranges).containsExactly("0+4194304", "4194304+4194304", "8388608+5");
  }

  @Test
  void of_an_object_that_changes_midway_there_is_none() {
    objects.putObject(KEY, new byte[2 * RANGE]);
    Digest digest =
        new Digest(
            new ForwardingObjectStore(objects) {
              @Override
              public ByteSource open(StoredObject object) {
                return observed(
                    super.open(object),
                    (offset, length) -> {
                      if (offset > 0) {
                        objects.put(KEY, ANY, new byte[2 * RANGE]);
                      }
                    });
              }
            });

    assertThatThrownBy(() -> digest.process(order())).isInstanceOf(ObjectChanged.class);
  }

  @Test
  void of_an_object_that_is_gone_there_is_none() {
    objects.putObject(KEY, new byte[5]);
    TaskOrder order = order();
    objects.delete(KEY);

    assertThatThrownBy(() -> new Digest(objects).process(order)).isInstanceOf(ObjectChanged.class);
  }

  private interface BeforeRead {
    void range(long offset, int length);
  }

  private static ByteSource observed(ByteSource source, BeforeRead before) {
    return new ByteSource() {
      @Override
      public long size() {
        return source.size();
      }

      @Override
      public byte[] read(long offset, int length) {
        before.range(offset, length);
        return source.read(offset, length);
      }
    };
  }

  private TaskOrder order() {
    return new TaskOrder(
        ID, TENANT, new ProcessorName("digest"), objects.head(KEY).orElseThrow(), ANY);
  }
}
