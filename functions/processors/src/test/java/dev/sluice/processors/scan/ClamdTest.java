package dev.sluice.processors.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.contract.memory.ForwardingObjectStore;
import dev.sluice.contract.memory.MemoryObjectStore;
import dev.sluice.core.detect.ByteSource;
import dev.sluice.core.scan.Opinion;
import dev.sluice.core.upload.ObjectChanged;
import dev.sluice.core.upload.ObjectKey;
import dev.sluice.core.upload.StoredObject;
import dev.sluice.core.upload.TenantId;
import dev.sluice.core.upload.UploadId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// On a real `clamd`.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClamdTest {
  private static final ObjectKey KEY =
      ObjectKey.ofUpload(new TenantId("acme"), new UploadId("0123456789abcdefghjkmnpqrs"));
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private RunningClamd clamd;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    clamd = RunningClamd.start(folder);
  }

  @AfterAll
  void stop() {
    if (clamd != null) {
      clamd.close();
    }
  }

  @Test
  void bytes_that_it_knows_nothing_bad_of_are_clean() {
    assertThat(ask(noise(300_000))).isEqualTo(new Opinion.Clean());
  }

  @Test
  void malware_is_named_wherever_it_stands() {
    byte[] bytes = noise(1_500_000);
    byte[] malware = RunningClamd.MALWARE.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(malware, 0, bytes, 1_234_567, malware.length);

    assertThat(ask(bytes)).isEqualTo(new Opinion.Infected("Test.Malware.UNOFFICIAL"));
  }

  @Test
  void what_is_larger_than_it_takes_has_no_opinion_ever() {
    assertThat(ask(noise(RunningClamd.LARGEST_STREAM + 1))).isInstanceOf(Opinion.Unfit.class);
    assertThat(ask(noise(20 << 20))).isInstanceOf(Opinion.Unfit.class);
  }

  @Test
  void a_daemon_that_is_not_there_may_be_there_later(@TempDir Path folder) throws IOException {
    RunningClamd gone = RunningClamd.start(folder);
    gone.close();

    assertThat(ask(gone, store(noise(10)))).isInstanceOf(Opinion.NotYet.class);
  }

  @Test
  void a_daemon_that_is_stopped_in_the_middle_may_answer_later(@TempDir Path folder)
      throws IOException {
    RunningClamd dying = RunningClamd.start(folder);
    MemoryObjectStore store = store(noise(1_000_000));
    ForwardingObjectStore stopping =
        new ForwardingObjectStore(store) {
          @Override
          public ByteSource open(StoredObject object) {
            ByteSource bytes = super.open(object);
            return new ByteSource() {
              @Override
              public long size() {
                return bytes.size();
              }

              @Override
              public byte[] read(long offset, int length) {
                dying.close();
                return bytes.read(offset, length);
              }
            };
          }
        };

    assertThat(new Clamd(stopping, dying.address(), PATIENCE).ask(store.head(KEY).orElseThrow()))
        .isInstanceOf(Opinion.NotYet.class);
  }

  @Test
  void an_object_that_has_changed_is_not_judged() {
    MemoryObjectStore store = store(noise(10));
    StoredObject other = new StoredObject(KEY, "another", 10);

    assertThatThrownBy(() -> new Clamd(store, clamd.address(), PATIENCE).ask(other))
        .isInstanceOf(ObjectChanged.class);
  }

  private Opinion ask(byte[] bytes) {
    return ask(clamd, store(bytes));
  }

  private static Opinion ask(RunningClamd clamd, MemoryObjectStore store) {
    return new Clamd(store, clamd.address(), PATIENCE).ask(store.head(KEY).orElseThrow());
  }

  private static MemoryObjectStore store(byte[] bytes) {
    MemoryObjectStore store = new MemoryObjectStore();
    store.putObject(KEY, bytes);
    return store;
  }

  private static byte[] noise(int size) {
    byte[] bytes = new byte[size];
    new SplittableRandom(size).nextBytes(bytes);
    return bytes;
  }
}
