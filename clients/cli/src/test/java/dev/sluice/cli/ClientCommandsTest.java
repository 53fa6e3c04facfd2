package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ClientCommandsTest {
  @TempDir Path home;
  private StandInSluice sluice;
  private Terminal terminal;

  @BeforeEach
  void start() throws IOException {
    sluice = new StandInSluice();
    terminal = new Terminal(home).talkingTo(sluice);
  }

  @AfterEach
  void stop() {
    sluice.close();
  }

  @Test
  void lsFollowsThePagesUpToItsLimit() {
    for (int number = 0; number < 130; number++) {
      sluice.existing("file-" + number, 10);
    }

    assertThat(terminal.type("ls")).isZero();
    assertThat(terminal.out().lines()).hasSize(25);
    assertThat(terminal.out()).startsWith("up-0130  READY");

    assertThat(terminal.type("ls", "--json", "--limit", "1000")).isZero();
    assertThat(terminal.out().lines()).hasSize(130);
    assertThat(Json.text(Json.read(terminal.out().lines().toList().getLast()), "fileName"))
        .isEqualTo("file-0");

    assertThat(terminal.type("ls", "--limit", "0")).isEqualTo(2);
  }

  @Test
  void statusShowsOneUpload() {
    String id = sluice.existing("report.pdf", 48_213);

    assertThat(terminal.type("status", id)).isZero();
    assertThat(terminal.out()).contains("READY", "report.pdf", "47.1 KiB (48213 bytes)");

    assertThat(terminal.type("status", id, "--json")).isZero();
    assertThat(Json.text(Json.read(terminal.out()), "id")).isEqualTo(id);

    assertThat(terminal.type("status", "no-such-id")).isEqualTo(1);
    assertThat(terminal.err()).isEqualToIgnoringNewLines("sluice: there is no upload no-such-id");
  }

  @Test
  void getWritesTheStoredNameHereAndReplacesNothing() throws IOException {
    String id = sluice.serve(bytes("content")).existing("../../etc/report.txt", 7);

    assertThat(terminal.type("get", id)).isZero();
    assertThat(home.resolve("report.txt")).hasContent("content");

    sluice.serve(bytes("other"));
    assertThat(terminal.type("get", id)).isEqualTo(1);
    assertThat(terminal.err()).contains("report.txt is there already; -o FILE replaces it");
    assertThat(home.resolve("report.txt")).hasContent("content");
  }

  @Test
  void getSaysWhatIsWrongWithItsTargetAndFetchesNothing() {
    String id = sluice.serve(bytes("content")).existing("report.txt", 7);

    assertThat(terminal.type("get", id, "-o", "nowhere/report.txt")).isEqualTo(1);
    assertThat(terminal.err()).contains("there is no directory").doesNotContain(".part");
    assertThat(terminal.type("get", id, "-o", "")).isEqualTo(2);
    assertThat(terminal.err()).contains("-o names no file");
  }

  @Test
  void anIdOrAnOptionThatIsNoneIsWrongUsage() {
    assertThat(terminal.type("status", "")).isEqualTo(2);
    assertThat(terminal.type("get", "")).isEqualTo(2);
    assertThat(terminal.type("rm", "")).isEqualTo(2);
    assertThat(terminal.err()).contains("an ID is missing");
    assertThat(terminal.type("put", "-dash.txt")).isEqualTo(2);
    assertThat(terminal.err()).contains("after --");
  }

  @Test
  void aStoredNameThatWouldHideIsNotWritten() {
    String id = sluice.serve(bytes("content")).existing(".profile", 7);

    assertThat(terminal.type("get", id)).isEqualTo(1);
    assertThat(terminal.err()).contains("\".profile\" does not suit; add -o FILE");
    assertThat(home.resolve(".profile")).doesNotExist();
  }

  @Test
  void aNameCannotSteerTheTerminal() {
    sluice.existing("\u001b[2Jgone", 7);

    assertThat(terminal.type("ls")).isZero();
    assertThat(terminal.out()).contains("?[2Jgone").doesNotContain("\u001b");
  }

  @Test
  void getReplacesTheFileThatIsNamed() throws IOException {
    String id = sluice.serve(bytes("content")).existing("report.txt", 7);
    Files.writeString(home.resolve("mine.txt"), "old and longer");

    assertThat(terminal.type("get", id, "-o", "mine.txt", "--json")).isZero();

    assertThat(home.resolve("mine.txt")).hasContent("content");
    assertThat(Json.read(terminal.out()).path("bytes").asLong()).isEqualTo(7);
  }

  @Test
  void getWritesToStdout() {
    String id = sluice.serve(bytes("content")).existing("report.txt", 7);

    assertThat(terminal.type("get", id, "-o", "-")).isZero();
    assertThat(terminal.out()).isEqualTo("content");
    assertThat(terminal.type("get", id, "-o", "-", "--json")).isEqualTo(2);
  }

  @Test
  void aTransferThatBreaksLeavesTheOldFileAndNothingElse() throws IOException {
    String id = sluice.serve(new byte[100_000]).existing("report.txt", 100_000);
    Files.writeString(home.resolve("report.txt"), "old");
    sluice.failStorage(StandInSluice.Fault.HANG_UP);

    assertThat(terminal.type("get", id, "-o", "report.txt")).isEqualTo(1);

    assertThat(terminal.err()).contains("the transfer broke");
    assertThat(home.resolve("report.txt")).hasContent("old");
    try (Stream<Path> files = Files.list(home)) {
      assertThat(files).containsExactly(home.resolve("report.txt"));
    }
  }

  @Test
  void getTriesABusyStorageAgain() {
    String id = sluice.serve(bytes("content")).existing("report.txt", 7);
    sluice.failStorage(new StandInSluice.Fault(503, "SlowDown"));

    assertThat(terminal.type("get", id)).isZero();
    assertThat(terminal.pauses()).hasSize(1);
  }

  @Test
  void rmRemovesAllThatAreNamed() {
    String first = sluice.existing("a", 1);
    String second = sluice.existing("b", 1);

    assertThat(terminal.type("rm", first, "no-such-id", second, "--json")).isEqualTo(1);

    assertThat(terminal.err()).contains("no-such-id: there is no upload");
    assertThat(sluice.stateOf(first)).isEqualTo("DELETED");
    assertThat(sluice.stateOf(second)).isEqualTo("DELETED");
    assertThat(terminal.out().lines()).hasSize(2);
  }

  @Test
  void whereNothingRunsOneLineSaysWhatToDo() {
    Terminal nowhere = new Terminal(home);

    assertThat(nowhere.type("ls")).isEqualTo(1);
    assertThat(nowhere.err())
        .isEqualToIgnoringNewLines(
            "sluice: nothing runs here; start ./sluice up, or set SLUICE_URL and SLUICE_TOKEN");
  }

  @Test
  void anAnnouncementThatACrashLeftIsNoticed() throws IOException {
    Files.createDirectories(home.resolve(".sluice"));
    sluice.close();
    Files.writeString(
        home.resolve(".sluice/running.json"), "{\"url\":\"" + sluice.url() + "/_sluice\"}");
    Terminal nowhere = new Terminal(home);

    assertThat(nowhere.type("ls")).isEqualTo(1);
    assertThat(nowhere.err()).contains("nothing runs here");
  }

  @Test
  void theLocalIssuersTokenIsNotSentToAnotherServer() {
    Terminal half = new Terminal(home).with("SLUICE_URL", sluice.url());

    assertThat(half.type("ls")).isEqualTo(1);
    assertThat(half.err()).contains("SLUICE_URL is set, SLUICE_TOKEN is not");
    assertThat(sluice.requests()).isEmpty();
  }

  @Test
  void aTokenThatIsRefusedIsExplained() {
    terminal.with("SLUICE_TOKEN", "another");

    assertThat(terminal.type("ls")).isEqualTo(1);
    assertThat(terminal.err()).contains("the token is not ours (./sluice token prints one");
  }

  @Test
  void anAddressThatIsNoApiIsNamed() {
    terminal.with("SLUICE_URL", "ftp://example");
    assertThat(terminal.type("ls")).isEqualTo(1);
    assertThat(terminal.err()).contains("it must be an http or https address");

    terminal.with("SLUICE_URL", sluice.url() + "/elsewhere");
    assertThat(terminal.type("ls")).isEqualTo(1);
    assertThat(terminal.err()).contains("is SLUICE_URL a Sluice API's address?");
  }

  @Test
  void everyCommandExplainsItselfWithAnExample() {
    for (String command : new String[] {"up", "put", "ls", "status", "get", "rm", "token"}) {
      assertThat(terminal.type(command, "--help")).isZero();
      assertThat(terminal.out()).contains("Usage: sluice " + command, "Example:");
      assertThat(terminal.err()).isEmpty();
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
