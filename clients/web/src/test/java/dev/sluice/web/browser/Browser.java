package dev.sluice.web.browser;

import static dev.sluice.web.browser.DevTools.object;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A page in a headless Chromium, as a test uses it. Not for use by several threads at once.
public final class Browser implements AutoCloseable {
  /// What a test says where no browser is.
  public static final String NO_BROWSER =
      "skipped: no Chromium in PATH (Debian: apt-get install chromium)";

  private static final Duration LOAD = Duration.ofSeconds(30);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

  private final Chromium chromium;
  private final DevTools tools;
  private final List<String> errors = new CopyOnWriteArrayList<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();

  /// A request that the page made. Headers are not here: ask the server that got it.
  public record Request(String method, String url) {}

  private Browser(Chromium chromium) {
    this.chromium = chromium;
    this.tools = new DevTools(chromium.devTools(), this::event);
  }

  /// A fresh browser; without one in `PATH` the calling test is skipped.
  public static Browser launch() {
    Optional<Path> executable = Chromium.find();
    Assumptions.assumeTrue(executable.isPresent(), NO_BROWSER);
    try {
      var browser = new Browser(Chromium.start(executable.orElseThrow()));
      browser.attach();
      return browser;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void attach() {
    String target =
        tools
            .call("Target.createTarget", object().put("url", "about:blank"))
            .path("targetId")
            .asString();
    ObjectNode attach = object().put("targetId", target).put("flatten", true);
    tools.attach(tools.call("Target.attachToTarget", attach).path("sessionId").asString());
    for (String domain : List.of("Page", "Runtime", "Log", "Network", "DOM")) {
      tools.call(domain + ".enable");
    }
    resize(1000, 800);
  }

  /// Goes to an address and waits until the page is loaded. In front of other tabs: one that a test
  /// before has opened would keep this one from being drawn, and then nothing comes into view.
  public void open(String url) {
    tools.call("Page.bringToFront");
    JsonNode answer = tools.call("Page.navigate", object().put("url", url));
    if (answer.has("errorText")) {
      throw new IllegalStateException(url + ": " + answer.path("errorText").asString());
    }
    waitFor("document.readyState === 'complete' && location.href !== 'about:blank'", LOAD);
  }

  /// Loads the page again and waits until it is there.
  public void reload() {
    evaluate("window.beforeReload = true");
    tools.call("Page.reload");
    waitFor("!window.beforeReload && document.readyState === 'complete'", LOAD);
  }

  /// The value of an expression, awaited if it is a promise; elements and functions have none.
  ///
  /// @throws IllegalStateException if it throws
  public JsonNode evaluate(String javaScript) {
    ObjectNode parameters =
        object()
            .put("expression", javaScript)
            .put("returnByValue", true)
            .put("awaitPromise", true)
            .put("userGesture", true);
    JsonNode answer = tools.call("Runtime.evaluate", parameters);
    if (answer.has("exceptionDetails")) {
      throw new IllegalStateException(
          javaScript + ": " + exceptionText(answer.path("exceptionDetails")));
    }
    return answer.path("result").path("value");
  }

  /// The text of the first element that the selector finds, as a user sees it; empty without one.
  public String text(String selector) {
    return evaluate("document.querySelector(" + quoted(selector) + ")?.innerText ?? ''").asString();
  }

  /// Waits until the expression is truthy, also across a navigation.
  ///
  /// @throws AssertionError after the timeout, with what the page showed then
  public void waitFor(String javaScript, Duration timeout) {
    try {
      Awaitility.await()
          .pollInSameThread()
          .pollDelay(Duration.ZERO)
          .pollInterval(LOOK_AGAIN)
          .atMost(timeout)
          .until(() -> holds(javaScript));
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(
          "not within %s: %s%nthe page shows:%n%s%nerrors: %s"
              .formatted(timeout, javaScript, text("body"), errors),
          e);
    }
  }

  private boolean holds(String javaScript) {
    try {
      return evaluate("Boolean(" + javaScript + ")").asBoolean(false);
    } catch (IllegalStateException | CompletionException e) {
      return false; // the old page is going away, or the new one has not got there yet
    }
  }

  /// Chooses files in an `<input type="file">`, as the picker does.
  public void setFiles(String selector, Path... files) {
    int root = tools.call("DOM.getDocument").path("root").path("nodeId").asInt();
    ObjectNode query = object().put("nodeId", root).put("selector", selector);
    int node = tools.call("DOM.querySelector", query).path("nodeId").asInt();
    if (node == 0) {
      throw new IllegalStateException("nothing matches " + selector);
    }
    ObjectNode parameters = object().put("nodeId", node);
    parameters.set("files", paths(files));
    tools.call("DOM.setFileInputFiles", parameters);
  }

  /// Drags files from outside onto the middle of an element and drops them.
  public void dropFiles(String selector, Path... files) {
    JsonNode middle =
        evaluate(
            "(() => { const box = document.querySelector(%s).getBoundingClientRect();"
                    .formatted(quoted(selector))
                + " return {x: box.x + box.width / 2, y: box.y + box.height / 2}; })()");
    for (String step : List.of("dragEnter", "dragOver", "drop")) {
      ObjectNode data = object().put("dragOperationsMask", 1);
      data.putArray("items");
      data.set("files", paths(files));
      ObjectNode parameters =
          object()
              .put("type", step)
              .put("x", middle.path("x").asDouble())
              .put("y", middle.path("y").asDouble());
      parameters.set("data", data);
      tools.call("Input.dispatchDragEvent", parameters);
    }
  }

  /// Presses the first element that the selector finds.
  public void click(String selector) {
    evaluate("document.querySelector(" + quoted(selector) + ").click()");
  }

  /// Presses the tabulator key.
  public void pressTab() {
    for (String type : List.of("keyDown", "keyUp")) {
      tools.call(
          "Input.dispatchKeyEvent",
          object()
              .put("type", type)
              .put("key", "Tab")
              .put("code", "Tab")
              .put("windowsVirtualKeyCode", 9));
    }
  }

  /// Sets the size of what is seen, in CSS pixels.
  public void resize(int width, int height) {
    tools.call(
        "Emulation.setDeviceMetricsOverride",
        object()
            .put("width", width)
            .put("height", height)
            .put("deviceScaleFactor", 1)
            .put("mobile", false));
  }

  /// Whether the user prefers dark pages.
  public void dark(boolean preferred) {
    ObjectNode parameters = object();
    parameters
        .putArray("features")
        .addObject()
        .put("name", "prefers-color-scheme")
        .put("value", preferred ? "dark" : "light");
    tools.call("Emulation.setEmulatedMedia", parameters);
  }

  /// Writes what is seen to a PNG file.
  public void screenshot(Path file) {
    String data =
        tools.call("Page.captureScreenshot", object().put("format", "png")).path("data").asString();
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.write(file, Base64.getDecoder().decode(data));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What the console holds that is an error, oldest first, since the start. Each begins with its
  /// kind: `exception`, `console`, or the source of a browser's own message, as in `network` (a
  /// request failed or was answered 400 or more) and `security` (a policy was broken).
  public List<String> consoleErrors() {
    return List.copyOf(errors);
  }

  /// The requests that the pages made, oldest first.
  public List<Request> requests() {
    return List.copyOf(requests);
  }

  /// Forgets errors and requests, for a browser that serves several tests.
  public void clearRecords() {
    errors.clear();
    requests.clear();
  }

  private void event(JsonNode message) {
    JsonNode event = message.path("params");
    switch (message.path("method").asString("")) {
      case "Runtime.exceptionThrown" ->
          errors.add("exception " + exceptionText(event.path("exceptionDetails")));
      case "Runtime.consoleAPICalled" -> {
        if (List.of("error", "assert").contains(event.path("type").asString(""))) {
          errors.add("console " + event.path("args"));
        }
      }
      case "Log.entryAdded" -> {
        JsonNode entry = event.path("entry");
        if (entry.path("level").asString("").equals("error")) {
          errors.add(
              "%s %s %s"
                  .formatted(
                      entry.path("source").asString(""),
                      entry.path("text").asString(""),
                      entry.path("url").asString("")));
        }
      }
      case "Network.requestWillBeSent" -> {
        JsonNode request = event.path("request");
        requests.add(
            new Request(request.path("method").asString(""), request.path("url").asString("")));
      }
      case "Page.javascriptDialogOpening" -> {
        var accepted = tools.send("Page.handleJavaScriptDialog", object().put("accept", true));
        accepted.exceptionally(failure -> object());
      }
      default -> {
        // of the hundreds of kinds these are the ones that a test asks about
      }
    }
  }

  private static String exceptionText(JsonNode details) {
    return details.path("text").asString("")
        + " "
        + details.path("exception").path("description").asString("");
  }

  private static ArrayNode paths(Path... files) {
    ArrayNode paths = object().putArray("files");
    for (Path file : files) {
      paths.add(file.toAbsolutePath().toString());
    }
    return paths;
  }

  private static String quoted(String text) {
    return object().stringNode(text).toString();
  }

  @Override
  public void close() {
    try {
      tools.detach();
      var closing = tools.send("Browser.close", object());
      closing.exceptionally(failure -> object()).join();
    } finally {
      tools.close();
      chromium.close();
    }
  }
}
