package dev.sluice.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.web.browser.Browser;
import dev.sluice.web.standin.StandIn;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// What was uploaded before is listed, and the page finds its way to the API.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EarlierUploadsTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  private Browser browser;
  private StandIn cloud;

  @BeforeAll
  void launch() {
    browser = Browser.launch();
  }

  @BeforeEach
  void start() {
    cloud = new StandIn();
    browser.clearRecords();
  }

  @AfterEach
  void stop() {
    browser.open("about:blank#left");
    cloud.close();
    assertThat(cloud.strayTokens()).isEmpty();
    assertThat(browser.consoleErrors()).allMatch(error -> error.startsWith("network "));
  }

  @AfterAll
  void quit() {
    if (browser != null) {
      browser.close();
    }
  }

  @Test
  void anEmptyListSaysWhatToDo() {
    browser.open(cloud.pageUrl());
    browser.waitFor("!document.querySelector('#empty').hidden", SOON);
    assertThat(browser.text("#empty")).contains("Drop a file on this page");
  }

  @Test
  void uploadsAreThereAfterAReloadWithTheirPicturesAndTasks(@TempDir Path folder)
      throws IOException {
    var files = new SampleFiles(folder);
    browser.open(cloud.pageUrl());
    browser.waitFor("!document.querySelector('#files').disabled", SOON);
    browser.setFiles("#files", files.impostor("bad.png"), files.picture("good.png"));
    browser.waitFor("document.querySelectorAll('[data-task][data-state=DONE]').length === 2", SOON);
    browser.reload();
    browser.waitFor("document.querySelector('.thumb img:not([hidden])')?.naturalWidth > 0", SOON);
    browser.waitFor("document.querySelectorAll('[data-task][data-state=DONE]').length === 2", SOON);
    assertThat(browser.text("[data-state=REJECTED] .why")).contains("found text/plain");
    assertThat(browser.consoleErrors()).isEmpty();
  }

  @Test
  void olderOnesComePageByPage() {
    for (int i = 0; i < 60; i++) {
      cloud.addEarlier("file-" + i + ".txt", "text/plain", "hello".getBytes(UTF_8));
    }
    browser.open(cloud.pageUrl());
    browser.waitFor("document.querySelectorAll('.row').length === 25", SOON);
    browser.click("#more");
    browser.waitFor("document.querySelectorAll('.row').length === 50", SOON);
    browser.click("#more");
    browser.waitFor("document.querySelectorAll('.row').length === 60", SOON);
    browser.waitFor("document.querySelector('#more').hidden", SOON);
  }

  @Test
  void deletingTakesASecondPress() {
    cloud.addEarlier("old.txt", "text/plain", "hello".getBytes(UTF_8));
    browser.open(cloud.pageUrl());
    browser.waitFor("document.querySelector('[data-state=READY]')", SOON);
    browser.click("[data-act=delete]");
    assertThat(browser.text("[data-act=delete]")).isEqualTo("Delete?");
    assertThat(cloud.states()).containsExactly("READY");
    browser.click("[data-act=delete]");
    browser.waitFor("!document.querySelector('.row')", SOON);
    assertThat(cloud.states()).isEmpty();
    assertThat(browser.text("#empty")).contains("Nothing uploaded yet");
  }

  @Test
  void downloadFollowsASignedLinkWithoutTheToken() {
    cloud.addEarlier("old.txt", "text/plain", "hello".getBytes(UTF_8));
    browser.open(cloud.pageUrl());
    browser.waitFor("document.querySelector('[data-state=READY]')", SOON);
    browser.click("[data-act=download]");
    await()
        .atMost(SOON)
        .until(
            () ->
                cloud.storageRequests().stream()
                    .anyMatch(request -> request.startsWith("GET /u/old.txt")));
    assertThat(cloud.strayTokens()).isEmpty();
  }

  @Test
  void anExpiredTokenIsFetchedAnew() {
    browser.open(cloud.pageUrl());
    browser.waitFor("!document.querySelector('#empty').hidden", SOON);
    cloud.expireToken();
    cloud.addEarlier("old.txt", "text/plain", "hello".getBytes(UTF_8));
    browser.evaluate("document.querySelector('#more').onclick()");
    browser.waitFor("document.querySelector('[data-state=READY]')", SOON);
  }

  @Test
  void withoutASessionThePageAsksForAddressAndToken() {
    cloud.addEarlier("old.txt", "text/plain", "hello".getBytes(UTF_8));
    browser.open(cloud.barePageUrl());
    browser.waitFor("!document.querySelector('#connect').hidden", SOON);
    connect(cloud.apiUrl() + "/", "wrong");
    browser.waitFor("!document.querySelector('#notice').hidden", SOON);
    assertThat(browser.text("#notice")).contains("The token has expired");
    connect(cloud.apiUrl() + "/v1", "Bearer " + cloud.token());
    browser.waitFor("document.querySelector('[data-state=READY]')", SOON);
    assertThat(browser.evaluate("localStorage.length").asInt()).isZero();
    browser.reload();
    browser.waitFor("document.querySelector('[data-state=READY]')", SOON);
  }

  private void connect(String api, String token) {
    browser.evaluate(
        "document.querySelector('#api').value = '%s'; document.querySelector('#token').value = '%s';"
            .formatted(api, token));
    browser.click("#connect button");
  }
}
