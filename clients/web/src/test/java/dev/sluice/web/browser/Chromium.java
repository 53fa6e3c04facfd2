package dev.sluice.web.browser;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A Chromium process with a profile of its own, which is gone afterwards.
final class Chromium implements AutoCloseable {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
  private static final List<String> OPTIONS =
      List.of(
          "--headless=new",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--disable-dev-shm-usage",
          "--no-first-run",
          "--no-default-browser-check",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-default-apps",
          "--disable-sync",
          "--hide-scrollbars",
          "--remote-debugging-port=0");
  private static final Pattern LISTENING = Pattern.compile("DevTools listening on (ws://\\S+)");
  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration END = Duration.ofSeconds(10);

  private final Process process;
  private final Path profile;
  private final URI devTools;

  private Chromium(Process process, Path profile, URI devTools) {
    this.process = process;
    this.profile = profile;
    this.devTools = devTools;
  }

  /// The first Chromium in `PATH`.
  static Optional<Path> find() {
    @SuppressWarnings("StringSplitter") // PATH has no trailing empty entry that would matter
    String[] folders = System.getenv().getOrDefault("PATH", "").split(":");
    return NAMES.stream()
        .flatMap(name -> Stream.of(folders).map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  static Chromium start(Path executable) throws IOException {
    Path profile = Files.createTempDirectory("sluice-browser-");
    var command = new ArrayList<String>();
    command.add(executable.toString());
    command.addAll(OPTIONS);
    command.add("--user-data-dir=" + profile);
    command.add("about:blank");
    Process process =
        new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    @SuppressWarnings("JdkObsolete") // Two threads write and read it.
    var said = new StringBuffer();
    var listening = new CompletableFuture<URI>();
    Thread.ofVirtual().start(() -> listen(process, said, listening));
    try {
      URI devTools = listening.get(START.toMillis(), TimeUnit.MILLISECONDS);
      return new Chromium(process, profile, devTools);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(process, profile, said, e);
    } catch (ExecutionException | TimeoutException e) {
      throw failed(process, profile, said, e);
    }
  }

  private static IOException failed(
      Process process, Path profile, StringBuffer said, Exception cause) {
    end(process);
    forget(profile);
    return new IOException("Chromium did not start; it said:\n" + said, cause);
  }

  /// Reads on to the end: a browser whose stderr is full stands still.
  private static void listen(Process process, StringBuffer said, CompletableFuture<URI> listening) {
    try (BufferedReader lines = process.errorReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!listening.isDone()) {
          said.append(line).append('\n');
        }
        Matcher matcher = LISTENING.matcher(line);
        if (matcher.find()) {
          listening.complete(URI.create(matcher.group(1)));
        }
      }
    } catch (IOException e) {
      listening.completeExceptionally(e);
    }
    listening.completeExceptionally(new IOException("it ended"));
  }

  URI devTools() {
    return devTools;
  }

  @Override
  public void close() {
    end(process);
    forget(profile);
  }

  /// The command may be a wrapper script with the browser and its helpers below it.
  private static void end(Process process) {
    List<ProcessHandle> family =
        Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
    try {
      if (!process.waitFor(END.toMillis(), TimeUnit.MILLISECONDS)) {
        family.forEach(ProcessHandle::destroyForcibly);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    family.forEach(ProcessHandle::destroyForcibly);
    for (ProcessHandle member : family) {
      member.onExit().completeOnTimeout(member, END.toMillis(), TimeUnit.MILLISECONDS).join();
    }
  }

  private static void forget(Path folder) {
    try (Stream<Path> found = Files.walk(folder)) {
      for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (NoSuchFileException e) {
      return; // gone already
    } catch (IOException | UncheckedIOException e) {
      System.err.println("left behind: " + folder + " (" + e + ")");
    }
  }
}
