package dev.sluice.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class MeasuringTest {
  @Test
  void thePeakIsReadFromAProcessStatus() {
    assertThat(
            ResidentMemory.parse(
                "Name:\tjava\nVmPeak:\t 9 kB\nVmHWM:\t   86544 kB\nVmRSS:\t 1 kB\n"))
        .isEqualTo(86_544L << 10);
    assertThat(ResidentMemory.parse("Name:\tjava\nState:\tZ (zombie)\n")).isZero();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aProcessThatTakesMoreHasAHigherPeak() throws Exception {
    assertThat(peakOfAJvmWithAHeapOf("96m") - peakOfAJvmWithAHeapOf("16m"))
        .isGreaterThan(60L << 20);
  }

  @Test
  void theImagesAreRealSmallAndNotAlike() throws Exception {
    byte[] image = TestFile.image(1).bytes();

    assertThat(image.length).isBetween(48 << 10, 80 << 10);
    assertThat(ImageIO.read(new ByteArrayInputStream(image)).getWidth()).isEqualTo(192);
    assertThat(TestFile.image(1).bytes()).isEqualTo(image);
    assertThat(TestFile.image(2).bytes()).isNotEqualTo(image);
  }

  private static long peakOfAJvmWithAHeapOf(String size) throws Exception {
    String java = System.getProperty("java.home") + "/bin/java";
    Process process =
        new ProcessBuilder(
                List.of(
                    java,
                    "-Xms" + size,
                    "-Xmx" + size,
                    "-XX:+UseSerialGC",
                    "-XX:+AlwaysPreTouch",
                    "-version"))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return ResidentMemory.peakUntilEnd(process);
  }
}
