package dev.sluice.cdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProcessorPropsTest {

  @Test
  void wordsOfTheNameBecomeIdAndVariable() {
    ProcessorProps processor = processor("media-info", 512, 4);

    assertThat(processor.pascalName()).isEqualTo("MediaInfo");
    assertThat(processor.queueVariable()).isEqualTo("SLUICE_QUEUE_MEDIA_INFO");
  }

  @Test
  void aNumberThatAwsWouldRefuseIsRefusedByName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> processor("digest", 64, 4))
        .withMessage("processor digest: memory in MiB is 64; it must be 128 to 10240");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> processor("digest", 512, 1))
        .withMessage("processor digest: concurrency is 1; it must be 2 to 1000");
  }

  private static ProcessorProps processor(String name, int memoryMiB, int concurrency) {
    return new ProcessorProps(
        name, "a.B::c", memoryMiB, Duration.ofMinutes(1), 5, concurrency, false);
  }
}
