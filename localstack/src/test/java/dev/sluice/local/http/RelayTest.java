package dev.sluice.local.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the server behind the door gets is what the client wrote, byte for byte, as it comes.
class RelayTest {
  private static final int MEBIBYTE = 1 << 20;
  private static final int LARGE = 64 * MEBIBYTE;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final FrontDoor door = new FrontDoor(0, new CallRecorder(), key -> key);
  private HttpServer server;
  private Relay relay;
  private HttpHandler behind = RelayTest::describe;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", exchange -> behind.handle(exchange));
    server.start();
    relay = new Relay(server.getAddress());
    door.service("s3", relay);
    door.start();
  }

  @AfterEach
  void stop() {
    door.close();
    relay.close();
    server.stop(0);
    threads.close();
  }

  @Test
  void host_path_and_query_stay_as_they_were_written() throws IOException {
    String path = "/bucket/a%20b+c/%C3%BC%2Fd//e?x-id=%2f&y";

    String answer = exchange("GET %s HTTP/1.1\r\nHost: bucket.s3.example:99\r\n".formatted(path));

    assertThat(answer).contains("GET " + path + " host=[bucket.s3.example:99]");
  }

  @Test
  void a_body_with_a_length_keeps_it_and_one_in_chunks_stays_in_chunks() throws IOException {
    assertThat(exchange("PUT /b/k HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n", "hello"))
        .contains("length=[5] encoding=null body=hello");
    assertThat(
            exchange(
                "PUT /b/k HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n",
                "3\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n"))
        .contains("length=null encoding=[chunked] body=hello");
  }

  @Test
  void a_PUT_without_a_length_arrives_without_one() throws IOException {
    assertThat(exchange("PUT /b/k HTTP/1.1\r\nHost: h\r\n"))
        .contains("length=null encoding=null body=");
  }

  @Test
  void the_answer_to_HEAD_has_the_length_and_no_body() throws IOException {
    behind =
        exchange -> {
          exchange.getResponseHeaders().set("Content-Length", "12345");
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        };

    String answer = exchange("HEAD /b/k HTTP/1.1\r\nHost: h\r\n");

    assertThat(answer).containsIgnoringCase("content-length: 12345").endsWith("\r\n\r\n");
  }

  @Test
  void a_client_that_waits_for_permission_to_send_gets_it() throws IOException {
    try (Socket client = client()) {
      write(
          client,
          "PUT /b/k HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n");
      InputStream in = new BufferedInputStream(client.getInputStream());
      assertThat(line(in)).startsWith("HTTP/1.1 100");
      while (!line(in).isEmpty()) {
        // The JDK's server has a header in its interim answer.
      }

      write(client, "hello");

      assertThat(new String(in.readAllBytes(), ISO_8859_1)).contains("length=[5]", "body=hello");
    }
  }

  @Test
  void a_large_body_is_passed_on_while_it_comes() throws Exception {
    CountDownLatch firstMebibyteArrived = new CountDownLatch(1);
    behind =
        exchange -> {
          InputStream body = exchange.getRequestBody();
          long count = body.readNBytes(MEBIBYTE).length;
          firstMebibyteArrived.countDown();
          byte[] buffer = new byte[MEBIBYTE];
          for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
            count += read;
          }
          answer(exchange, "count=" + count);
        };
    try (Socket client = client()) {
      write(
          client,
          "PUT /b/k HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Length: %d\r\n\r\n"
              .formatted(LARGE));
      byte[] mebibyte = new byte[MEBIBYTE];
      // Buffers on the way may keep the end of the first one back until the second comes.
      client.getOutputStream().write(mebibyte);
      client.getOutputStream().write(mebibyte);
      // The client is far from done; a door that waits for the whole body would wait here for ever.
      assertThat(firstMebibyteArrived.await(10, TimeUnit.SECONDS)).isTrue();
      for (int sent = 2; sent < LARGE / MEBIBYTE; sent++) {
        client.getOutputStream().write(mebibyte);
      }
      assertThat(new String(client.getInputStream().readAllBytes(), ISO_8859_1))
          .contains("count=" + LARGE);
    }
  }

  @Test
  void a_large_answer_is_passed_on_while_it_comes() throws Exception {
    CountDownLatch clientHasTheFirstMebibyte = new CountDownLatch(1);
    behind =
        exchange -> {
          exchange.sendResponseHeaders(200, LARGE);
          byte[] mebibyte = new byte[MEBIBYTE];
          for (int sent = 0; sent < LARGE / MEBIBYTE; sent++) {
            if (sent == 2 && !awaited(clientHasTheFirstMebibyte)) {
              break;
            }
            exchange.getResponseBody().write(mebibyte);
          }
          exchange.close();
        };
    try (Socket client = client()) {
      write(client, "GET /b/k HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
      InputStream in = new BufferedInputStream(client.getInputStream());
      while (!line(in).isEmpty()) {
        // The headers.
      }
      long count = in.readNBytes(MEBIBYTE).length;
      clientHasTheFirstMebibyte.countDown();
      byte[] buffer = new byte[MEBIBYTE];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        count += read;
      }
      assertThat(count).isEqualTo(LARGE);
    }
  }

  private static boolean awaited(CountDownLatch latch) {
    try {
      return latch.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static void describe(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), ISO_8859_1);
    answer(
        exchange,
        "%s %s host=%s length=%s encoding=%s body=%s"
            .formatted(
                exchange.getRequestMethod(),
                exchange.getRequestURI(),
                exchange.getRequestHeaders().get("Host"),
                exchange.getRequestHeaders().get("Content-Length"),
                exchange.getRequestHeaders().get("Transfer-Encoding"),
                body));
  }

  private static void answer(HttpExchange exchange, String text) throws IOException {
    byte[] bytes = text.getBytes(ISO_8859_1);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private String exchange(String head, String... body) throws IOException {
    try (Socket client = client()) {
      write(client, head + "Connection: close\r\n\r\n" + String.join("", Arrays.asList(body)));
      return new String(client.getInputStream().readAllBytes(), ISO_8859_1);
    }
  }

  private Socket client() throws IOException {
    Socket client = new Socket(InetAddress.getLoopbackAddress(), door.port());
    client.setSoTimeout(20_000);
    return client;
  }

  private static void write(Socket client, String text) throws IOException {
    client.getOutputStream().write(text.getBytes(ISO_8859_1));
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }
}
