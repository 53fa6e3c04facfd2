package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Speaks HTTP by hand: a well-behaved client can't send the headers that an attack has.
final class PageTest {
  private HttpServer server;
  private String own = "";

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        Page.PATH, new Page(() -> URI.create("http://localhost:1/_sluice"), () -> "the-token"));
    server.start();
    own = "localhost:" + server.getAddress().getPort();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void thePageGetsTheApisAddressAndAToken() throws IOException {
    String answer = get("/_page/session.json", "Host: " + own, "Sec-Fetch-Site: same-origin");

    assertThat(answer)
        .startsWith("HTTP/1.1 200")
        .containsIgnoringCase("cache-control: no-store")
        .doesNotContainIgnoringCase("access-control-allow")
        .endsWith("{\"api\":\"http://localhost:1/_sluice\",\"token\":\"the-token\"}");
  }

  @Test
  void aNameThatOnlyPointsHereGetsNothing() throws IOException {
    assertThat(get("/_page/session.json", "Host: evil.example"))
        .startsWith("HTTP/1.1 403")
        .doesNotContain("the-token");
    assertThat(get("/_page/session.json", "Host: localhost.evil.example:80"))
        .startsWith("HTTP/1.1 403");
  }

  @Test
  void anotherOriginGetsNothing() throws IOException {
    assertThat(get("/_page/session.json", "Host: " + own, "Sec-Fetch-Site: cross-site"))
        .startsWith("HTTP/1.1 403");
    assertThat(get("/_page/session.json", "Host: " + own, "Sec-Fetch-Site: same-site"))
        .startsWith("HTTP/1.1 403");
    assertThat(get("/_page/session.json", "Host: " + own, "Origin: http://evil.example"))
        .startsWith("HTTP/1.1 403");
  }

  @Test
  void loopbackAddressesAreLocalToo() throws IOException {
    assertThat(get("/_page/session.json", "Host: 127.0.0.1:4566")).startsWith("HTTP/1.1 200");
    assertThat(get("/_page/session.json", "Host: [::1]:4566")).startsWith("HTTP/1.1 200");
  }

  @Test
  void thePageComesWithThePolicyThatKeepsItSafe() throws IOException {
    assertThat(get("/_page/", "Host: " + own))
        .startsWith("HTTP/1.1 200")
        .containsIgnoringCase("content-security-policy: default-src 'none'")
        .contains("frame-ancestors 'none'")
        .containsIgnoringCase("referrer-policy: no-referrer")
        .contains("<!doctype html>");
  }

  @Test
  void onlyThePagesOwnFilesAreServed() throws IOException {
    assertThat(get("/_page/..%2fcli%2fPage.class", "Host: " + own)).startsWith("HTTP/1.1 404");
    assertThat(get("/_page/none.html", "Host: " + own)).startsWith("HTTP/1.1 404");
    assertThat(get("/_page", "Host: " + own))
        .startsWith("HTTP/1.1 308")
        .containsIgnoringCase("location: /_page/");
  }

  private String get(String path, String... headers) throws IOException {
    try (Socket socket =
        new Socket(InetAddress.getLoopbackAddress(), server.getAddress().getPort())) {
      String request =
          "GET "
              + path
              + " HTTP/1.1\r\n"
              + String.join("\r\n", headers)
              + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
          .lines()
          .collect(Collectors.joining("\n"));
    }
  }
}
