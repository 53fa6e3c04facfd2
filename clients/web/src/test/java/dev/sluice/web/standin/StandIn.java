package dev.sluice.web.standin;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import dev.sluice.web.Page;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// The page with and without `session.json`, the API and the storage, each on its own origin.
public final class StandIn implements AutoCloseable {
  private static final String FIRST_TOKEN = "token-1";
  private static final String SECOND_TOKEN = "token-2";

  private final Page page = Page.load();
  private final Storage storage = new Storage(this::pageOrigin);
  private final Origin storageOrigin = new Origin("127.0.0.1", storage);
  private final Origin pages = new Origin("localhost", this::page);
  private final Api api;
  private final Origin apiOrigin;
  private volatile String token = FIRST_TOKEN;

  public StandIn() {
    api = new Api(pages::url, storageOrigin::url, this::token, storage);
    apiOrigin = new Origin("localhost", api);
  }

  private String pageOrigin() {
    return pages.url();
  }

  private void page(HttpExchange exchange) throws IOException {
    switch (exchange.getRequestURI().getPath()) {
      case "/page/", "/bare/" -> {
        page.headers().forEach(exchange.getResponseHeaders()::set);
        Origin.send(exchange, 200, page.contentType(), page.bytes());
      }
      case "/page/session.json" -> {
        String session = "{\"api\":\"%s\",\"token\":\"%s\"}".formatted(apiUrl(), token);
        Origin.send(exchange, 200, "application/json", session.getBytes(UTF_8));
      }
      default -> Origin.send(exchange, 404, "text/plain", "no such page\n".getBytes(UTF_8));
    }
  }

  /// The page that finds its settings beside it.
  public String pageUrl() {
    return pages.url() + "/page/";
  }

  /// The page that has to ask for them.
  public String barePageUrl() {
    return pages.url() + "/bare/";
  }

  public String apiUrl() {
    return apiOrigin.url() + Api.STAGE;
  }

  public String token() {
    return token;
  }

  /// Lets the token expire that pages have got so far.
  public void expireToken() {
    token = SECOND_TOKEN;
  }

  /// Every address that a page may talk to.
  public List<String> origins() {
    return List.of(pages.url(), apiOrigin.url(), storageOrigin.url());
  }

  /// The requests that the storage got, as "PUT /u/UP1/1?…".
  public List<String> storageRequests() {
    return storageOrigin.seen().stream().map(seen -> seen.method() + " " + seen.path()).toList();
  }

  /// The requests that the API got.
  public List<String> apiRequests() {
    return apiOrigin.seen().stream().map(seen -> seen.method() + " " + seen.path()).toList();
  }

  /// The tokens that came to where none belongs.
  public List<String> strayTokens() {
    return Stream.concat(storageOrigin.seen().stream(), pages.seen().stream())
        .flatMap(seen -> Stream.ofNullable(seen.authorization()))
        .toList();
  }

  /// How many times a PUT came, the failed ones included.
  public int puts() {
    return storage.attempts();
  }

  /// Answers the next PUTs with these statuses.
  public void failNextPuts(int... statuses) {
    for (int status : statuses) {
      storage.failNext(status);
    }
  }

  /// Everything signed until now is refused with 403.
  public void expireSignatures() {
    storage.expireAll();
  }

  /// Only so many PUTs are answered before `releasePuts`.
  public void holdPutsAfter(int answered) {
    storage.hold(answered);
  }

  public void releasePuts() {
    storage.release();
  }

  /// The bytes of the newest upload.
  public byte[] newestContent() {
    return storage.object(api.uploads().getFirst().key());
  }

  /// The states of all uploads, newest first.
  public List<String> states() {
    return api.uploads().stream().map(StoredUpload::state).toList();
  }

  /// Uploads from before, READY, newest last.
  public void addEarlier(String name, String type, byte[] bytes) {
    var upload = new StoredUpload(name, "default", name, type, bytes.length, Instant.EPOCH);
    storage.put(upload.key(), bytes);
    for (int number = 1; number <= upload.partCount(); number++) {
      int begin = (number - 1) * StoredUpload.PART_SIZE;
      storage.put(
          upload.partKey(number),
          Arrays.copyOfRange(bytes, begin, begin + upload.partSize(number)));
    }
    upload.judge(storage);
    api.uploads().add(upload);
  }

  @Override
  public void close() {
    releasePuts();
    Stream.of(pages, apiOrigin, storageOrigin).forEach(Origin::close);
  }
}
