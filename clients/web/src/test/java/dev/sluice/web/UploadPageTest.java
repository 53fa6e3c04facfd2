package dev.sluice.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.web.browser.Browser;
import dev.sluice.web.standin.StandIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Files go in at the page's door, and their verdicts come out. After each test: no token went to
/// the storage, nothing to a foreign host, and the page made no mistake.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UploadPageTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  private Browser browser;
  private StandIn cloud;
  private SampleFiles files;

  @BeforeAll
  void launch() {
    browser = Browser.launch();
  }

  @BeforeEach
  void open(@TempDir Path folder) {
    files = new SampleFiles(folder);
    cloud = new StandIn();
    browser.clearRecords();
    browser.open(cloud.pageUrl());
    browser.waitFor("!document.querySelector('#files').disabled", SOON);
  }

  @AfterEach
  void keptTheRules() {
    browser.open("about:blank#left");
    cloud.close();
    assertThat(cloud.strayTokens()).as("tokens that went elsewhere than to the API").isEmpty();
    assertThat(browser.requests())
        .extracting(Browser.Request::url)
        .allMatch(
            url ->
                url.matches("(data|about):.*")
                    || cloud.origins().stream().anyMatch(origin -> url.startsWith(origin + "/")));
    assertThat(browser.consoleErrors()).allMatch(error -> error.startsWith("network "));
  }

  @AfterAll
  void quit() {
    if (browser != null) {
      browser.close();
    }
  }

  @Test
  void aSmallFileIsOnePutAndIsReady() throws IOException {
    Path file = files.text("notes.txt", 1000);
    browser.setFiles("#files", file);
    browser.waitFor(row("notes.txt", "READY"), SOON);
    assertThat(cloud.puts()).isEqualTo(1);
    assertThat(cloud.newestContent()).isEqualTo(Files.readAllBytes(file));
    browser.waitFor("document.querySelector('[data-task=digest][data-state=DONE]')", SOON);
    assertThat(browser.text(".row .meta")).contains("1000 B").contains("text/plain");
    assertThat(browser.text("#live")).isEqualTo("notes.txt: Ready");
    assertThat(browser.consoleErrors()).isEmpty();
  }

  @Test
  void aLargerFileGoesInPartsAndArrivesWhole() throws IOException {
    Path file = files.text("five parts.txt", 4 * 4096 + 17);
    browser.setFiles("#files", file);
    browser.waitFor(row("five parts.txt", "READY"), SOON);
    assertThat(cloud.puts()).isEqualTo(5);
    assertThat(cloud.newestContent()).isEqualTo(Files.readAllBytes(file));
    assertThat(browser.consoleErrors()).isEmpty();
  }

  @Test
  void moreThanAHundredPartsAreAskedForOnce() throws IOException {
    Path file = files.text("many.txt", 130 * 4096);
    browser.setFiles("#files", file);
    browser.waitFor(row("many.txt", "READY"), SOON);
    assertThat(cloud.newestContent()).isEqualTo(Files.readAllBytes(file));
    assertThat(cloud.apiRequests())
        .filteredOn(request -> request.startsWith("POST") && request.endsWith("/parts"))
        .hasSize(1);
  }

  @Test
  void thePictureIsShownWhenItsThumbnailIsDone() throws IOException {
    browser.setFiles("#files", files.picture("sunset.png"));
    browser.waitFor("document.querySelector('.thumb img:not([hidden])')?.naturalWidth > 0", SOON);
    assertThat(browser.text(".row .badge")).isEqualTo("Ready");
    assertThat(browser.evaluate("document.querySelector('.thumb img').alt").asString())
        .isEqualTo("Thumbnail of sunset.png");
    assertThat(browser.consoleErrors()).isEmpty();
  }

  @Test
  void aRejectedFileTellsWhy() throws IOException {
    browser.setFiles("#files", files.impostor("holiday.png"));
    browser.waitFor(row("holiday.png", "REJECTED"), SOON);
    assertThat(browser.text(".row .why")).isEqualTo("found text/plain, expected image/png");
    assertThat(browser.text("#live")).contains("holiday.png: Rejected. found text/plain");
  }

  @Test
  void aRefusalOfTheApiIsShownInItsWords() throws IOException {
    browser.setFiles("#files", files.text("page.html", 100));
    browser.waitFor(row("page.html", "FAILED"), SOON);
    assertThat(browser.text(".row .why")).startsWith("The collection takes image/png");
  }

  @Test
  void aHostileNameIsOnlyText() throws IOException {
    String name = "<img src=x onerror=\"window.harm=1\">.png";
    browser.setFiles("#files", files.picture(name));
    browser.waitFor("document.querySelector('[data-state=READY]')", SOON);
    assertThat(browser.evaluate("document.querySelector('.row .name').textContent").asString())
        .isEqualTo(name);
    assertThat(browser.evaluate("window.harm === undefined").asBoolean()).isTrue();
    assertThat(browser.evaluate("document.querySelectorAll('.name img').length").asInt()).isZero();
    assertThat(browser.consoleErrors()).isEmpty();
  }

  @Test
  void aNameCannotHideItsEndingByTurningTheLettersRound() throws IOException {
    browser.setFiles("#files", files.text("report\u202etxt.exe.txt", 10));
    browser.waitFor("document.querySelector('.row')", SOON);
    assertThat(browser.text(".row .name")).doesNotContain("\u202e").contains("\ufffd");
    browser.waitFor("document.querySelector('[data-state=READY]')", SOON);
  }

  @Test
  void aFailingPartIsSentAgain() throws IOException {
    cloud.failNextPuts(500, 503);
    Path file = files.text("bumpy.txt", 3 * 4096);
    browser.setFiles("#files", file);
    browser.waitFor(row("bumpy.txt", "READY"), SOON);
    assertThat(cloud.puts()).isEqualTo(5);
    assertThat(cloud.newestContent()).isEqualTo(Files.readAllBytes(file));
  }

  @Test
  void expiredPartsAreSignedAgain() throws IOException {
    cloud.holdPutsAfter(0);
    Path file = files.text("slow.txt", 6 * 4096);
    browser.setFiles("#files", file);
    browser.waitFor("document.querySelector('[data-state=SENDING]')", SOON);
    await().until(() -> cloud.puts() == 4);
    cloud.expireSignatures();
    cloud.releasePuts();
    browser.waitFor(row("slow.txt", "READY"), SOON);
    assertThat(cloud.newestContent()).isEqualTo(Files.readAllBytes(file));
    assertThat(cloud.apiRequests())
        .filteredOn(request -> request.startsWith("POST") && request.endsWith("/parts"))
        .hasSize(1);
  }

  @Test
  void cancellingStopsTheBytesAndAbortsTheUpload() throws IOException {
    cloud.holdPutsAfter(2);
    browser.setFiles("#files", files.text("regretted.txt", 20 * 4096));
    browser.waitFor("document.querySelector('progress').value >= 0.1", SOON);
    browser.click("[data-act=cancel]");
    browser.waitFor(row("regretted.txt", "ABORTED"), SOON);
    await().until(() -> cloud.states().contains("ABORTED"));
    cloud.releasePuts();
    browser.click("[data-act=again]");
    browser.waitFor(row("regretted.txt", "READY"), SOON);
    assertThat(cloud.states()).containsExactly("READY", "ABORTED");
  }

  @Test
  void severalDroppedFilesGoToTheCollectionThatIsNamed() throws IOException {
    browser.evaluate("document.querySelector('#collection').value = 'any'");
    browser.dropFiles("#zone", files.text("a.txt", 10), files.picture("b.png"));
    browser.waitFor("document.querySelectorAll('[data-state=READY]').length === 2", SOON);
    assertThat(browser.text("#rows li:nth-child(1) .name")).isEqualTo("a.txt");
    assertThat(browser.text("#rows li:nth-child(1) .meta")).contains("any");
  }

  @Test
  void thePickerIsReachedByKeyboardFirst() {
    browser.pressTab();
    assertThat(browser.evaluate("document.activeElement.id").asString()).isEqualTo("files");
  }

  @Test
  void nothingStandsOutsideANarrowScreen() throws IOException {
    browser.resize(360, 700);
    browser.setFiles(
        "#files", files.impostor("a-name-as-long-as-" + "no-phone-is-wide-".repeat(9) + ".png"));
    browser.waitFor("document.querySelector('[data-state=REJECTED]')", SOON);
    assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt())
        .isLessThanOrEqualTo(360);
    browser.resize(1000, 800);
  }

  private static String row(String name, String state) {
    return "[...document.querySelectorAll('.row[data-state=%s] .name')]".formatted(state)
        + ".some(element => element.textContent === '%s')".formatted(name);
  }
}
