package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.web.browser.Browser;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The page that `up` prints, in a browser, on the real pipeline. Skipped where there is no
/// Chromium.
class PageInBrowserTest {
  private static final Duration SOON = Duration.ofSeconds(40);

  @TempDir private Path folder;

  @Test
  void files_are_sent_judged_and_still_there_after_a_reload() throws IOException {
    Path picture = folder.resolve("picture.png");
    ImageIO.write(new BufferedImage(300, 200, BufferedImage.TYPE_INT_RGB), "png", picture.toFile());
    Path impostor =
        Files.writeString(folder.resolve("impostor.pdf"), "No PDF.\n", StandardCharsets.UTF_8);
    Path large =
        Files.write(
            folder.resolve("large.txt"),
            "text ".repeat(7_000_000).getBytes(StandardCharsets.UTF_8));
    try (Browser browser = Browser.launch();
        RunningPipeline pipeline = new RunningPipeline(folder.resolve("issuer"))) {
      browser.open(pipeline.pageUrl() + "/");
      browser.waitFor("!document.querySelector('#files').disabled", SOON);

      browser.setFiles("#files", picture, impostor, large);

      browser.waitFor("document.querySelectorAll('.row[data-state=READY]').length === 2", SOON);
      browser.waitFor("document.querySelectorAll('.row[data-state=REJECTED]').length === 1", SOON);
      assertThat(browser.text("[data-state=REJECTED] .why"))
          .contains("found text/plain", "expected application/pdf");
      browser.waitFor("document.querySelector('.thumb img:not([hidden])')?.naturalWidth > 0", SOON);

      browser.reload();
      browser.waitFor("document.querySelectorAll('.row').length === 3", SOON);
      browser.waitFor("document.querySelector('.thumb img:not([hidden])')?.naturalWidth > 0", SOON);
      assertThat(browser.consoleErrors()).isEmpty();
    }
  }
}
