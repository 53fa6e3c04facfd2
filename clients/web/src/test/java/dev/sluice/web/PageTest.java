package dev.sluice.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PageTest {
  private final Page page = Page.load();
  private final String html = new String(page.bytes(), UTF_8);

  @Test
  void thePolicyAllowsExactlyTheScriptOfThisFile() throws NoSuchAlgorithmException {
    assertThat(policy())
        .as("after a change of the script, its hash goes into the page's policy")
        .contains("script-src '" + hash("script") + "';");
  }

  @Test
  void thePolicyAllowsExactlyTheStyleOfThisFile() throws NoSuchAlgorithmException {
    assertThat(policy())
        .as("after a change of the style, its hash goes into the page's policy")
        .contains("style-src '" + hash("style") + "';");
  }

  @Test
  void nothingElseIsAllowedAndNobodyMayFrameThePage() {
    assertThat(policy())
        .startsWith("default-src 'none';")
        .endsWith("frame-ancestors 'none'")
        .doesNotContain("unsafe");
  }

  @Test
  void theHeadersForbidGuessingTheTypeAndTellingTheAddress() {
    assertThat(page.headers())
        .containsEntry("X-Content-Type-Options", "nosniff")
        .containsEntry("Referrer-Policy", "no-referrer");
    assertThat(page.contentType()).isEqualTo("text/html; charset=utf-8");
  }

  @Test
  void theFileNamesNoForeignHostAndNoOtherFile() {
    assertThat(html)
        .doesNotContainPattern("(?i)<script[^>]+src=")
        .doesNotContainPattern("(?i)<link[^>]+href=\"(?!data:)")
        .doesNotContainPattern("(?i:@import)|[^a-zA-Z]url\\((?!data:)")
        .doesNotContainPattern("(?i)innerHTML|outerHTML|insertAdjacentHTML|document\\.write");
  }

  private String policy() {
    return page.headers().getOrDefault("Content-Security-Policy", "");
  }

  private String hash(String element) throws NoSuchAlgorithmException {
    String text =
        Pattern.compile("<" + element + ">(.*?)</" + element + ">", Pattern.DOTALL)
            .matcher(html)
            .results()
            .map((MatchResult found) -> found.group(1))
            .findFirst()
            .orElseThrow();
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    return "sha256-" + Base64.getEncoder().encodeToString(digest);
  }
}
