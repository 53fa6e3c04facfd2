package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

final class PutCommandTest {
  private static final StandInSluice.Fault SLOW_DOWN = new StandInSluice.Fault(503, "SlowDown");

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
  void aSmallFileGoesInOnePutAndIsReportedOnOneLine() throws IOException {
    Files.writeString(home.resolve("note.txt"), "hello");

    assertThat(terminal.type("put", "note.txt")).isZero();

    assertThat(terminal.out())
        .matches("up-0001  5 B  text/plain  READY  \\d+\\.\\d s  note\\.txt\\R");
    assertThat(sluice.received("up-0001").bytes()).isEqualTo(5);
    assertThat(sluice.requests())
        .containsExactly("POST /v1/uploads", "PUT up-0001/1", "POST /v1/uploads/up-0001/complete");
  }

  @Test
  void jsonIsOneObjectALine() throws IOException {
    Files.writeString(home.resolve("a.txt"), "hello");
    Files.writeString(home.resolve("b.txt"), "hello again");

    assertThat(terminal.type("put", "--json", "a.txt", "b.txt")).isZero();

    assertThat(terminal.out().lines()).hasSize(2);
    JsonNode line = Json.read(terminal.out().lines().toList().get(1));
    assertThat(line.propertyNames())
        .containsExactly("file", "id", "state", "mediaType", "bytes", "seconds");
    assertThat(Json.text(line, "file")).isEqualTo("b.txt");
    assertThat(Json.text(line, "state")).isEqualTo("READY");
    assertThat(line.path("bytes").asLong()).isEqualTo(11);
  }

  @Test
  void aRejectedFileGivesItsReasonAndStatus3() throws IOException {
    Files.writeString(home.resolve("a.pdf"), "not a PDF");
    sluice.reject("type-mismatch", "found text/plain, expected application/pdf");

    assertThat(terminal.type("put", "a.pdf")).isEqualTo(3);
    assertThat(terminal.out())
        .contains("REJECTED (type-mismatch: found text/plain, expected application/pdf)");

    assertThat(terminal.type("put", "--json", "a.pdf")).isEqualTo(3);
    assertThat(Json.text(Json.read(terminal.out()).path("reason"), "code"))
        .isEqualTo("type-mismatch");
  }

  @Test
  void aLargeFileGoesInPartsSeveralAtATimeAndArrivesWhole() throws IOException {
    byte[] bytes = new byte[7 * StandInSluice.PART_SIZE + 12_345];
    new Random(7).nextBytes(bytes);
    Files.write(home.resolve("film.mp4"), bytes);

    assertThat(terminal.type("put", "film.mp4")).isZero();

    assertThat(sluice.bytesReceived()).isEqualTo(bytes.length);
    for (int number = 1; number <= 8; number++) {
      int from = (number - 1) * StandInSluice.PART_SIZE;
      var digest = StandInSluice.sha256();
      digest.update(bytes, from, Math.min(StandInSluice.PART_SIZE, bytes.length - from));
      assertThat(sluice.parts())
          .extractingByKey("up-0001/" + number)
          .extracting(StandInSluice.Received::sha256)
          .isEqualTo(HexFormat.of().formatHex(digest.digest()));
    }
    assertThat(sluice.mostSendingAtOnce()).isBetween(2, 4);
  }

  @Test
  void partsPastTheFirstHundredAreSignedWhenTheyAreNear() throws IOException {
    sparse("huge.bin", 205L * StandInSluice.PART_SIZE);

    assertThat(terminal.type("put", "huge.bin")).isZero();

    assertThat(sluice.parts()).hasSize(205);
    assertThat(sluice.requests()).filteredOn(request -> request.endsWith("/parts")).hasSize(2);
  }

  @Test
  void busyStorageAndLostConnectionsAreTriedAgainWithPauses() throws IOException {
    Files.writeString(home.resolve("note.txt"), "hello");
    sluice.failStorage(SLOW_DOWN, StandInSluice.Fault.HANG_UP, SLOW_DOWN);

    assertThat(terminal.type("put", "note.txt")).isZero();

    assertThat(terminal.pauses())
        .hasSizeBetween(2, 3); // the JDK repeats a lost PUT itself at times
    assertThat(sluice.stateOf("up-0001")).isEqualTo("READY");
  }

  @Test
  void aPutWhoseAnswerWasLostIsNotMistakenForAFailure() throws IOException {
    Files.writeString(home.resolve("note.txt"), "hello");
    sluice.failStorage(SLOW_DOWN, new StandInSluice.Fault(412, "PreconditionFailed"));

    assertThat(terminal.type("put", "note.txt")).isZero();
  }

  @Test
  void anExpiredPartIsSignedAnew() throws IOException {
    sparse("film.mp4", 2L * StandInSluice.PART_SIZE);
    sluice.signFirstFor(Duration.ofMillis(-1));

    assertThat(terminal.type("put", "film.mp4")).isZero();

    assertThat(sluice.requests()).contains("POST /v1/uploads/up-0001/parts");
    assertThat(sluice.bytesReceived()).isEqualTo(2L * StandInSluice.PART_SIZE);
  }

  @Test
  void aPartThatIsExpiredByS3sClockIsSignedAnewToo() throws IOException {
    sparse("film.mp4", 2L * StandInSluice.PART_SIZE);
    sluice.failStorage(new StandInSluice.Fault(403, "AccessDenied"));

    assertThat(terminal.type("put", "film.mp4")).isZero();

    assertThat(sluice.requests()).contains("POST /v1/uploads/up-0001/parts");
  }

  @Test
  void whatS3RefusesForGoodIsAborted() throws IOException {
    sparse("film.mp4", 6L * StandInSluice.PART_SIZE);
    sluice.failStorage(new StandInSluice.Fault(400, "BadDigest"));

    assertThat(terminal.type("put", "film.mp4")).isEqualTo(1);

    assertThat(terminal.err())
        .isEqualToIgnoringNewLines(
            "sluice: film.mp4: S3 refused the bytes: 400 BadDigest (so it is)");
    assertThat(sluice.stateOf("up-0001")).isEqualTo("ABORTED");
  }

  @Test
  void storageThatStaysBusyIsAClearFailure() throws IOException {
    Files.writeString(home.resolve("note.txt"), "hello");
    sluice.failStorage(SLOW_DOWN, SLOW_DOWN, SLOW_DOWN, SLOW_DOWN, SLOW_DOWN, SLOW_DOWN);

    assertThat(terminal.type("put", "note.txt")).isEqualTo(1);

    assertThat(terminal.err()).contains("S3 did not take the bytes: 503 SlowDown");
    assertThat(terminal.pauses()).hasSize(5);
    assertThat(sluice.stateOf("up-0001")).isEqualTo("ABORTED");
  }

  @Test
  void aFileThatChangesMeanwhileIsNotCompleted() throws IOException {
    Path file = home.resolve("growing.log");
    Files.writeString(file, "one line");
    sluice.whileReceiving(() -> touch(file));

    assertThat(terminal.type("put", "growing.log")).isEqualTo(1);

    assertThat(terminal.err()).contains("the file changed while it was being uploaded");
    assertThat(sluice.stateOf("up-0001")).isEqualTo("ABORTED");
  }

  @Test
  void aFileThatVanishesMeanwhileIsNotCompleted() throws IOException {
    Path file = home.resolve("temporary");
    Files.writeString(file, "soon gone");
    sluice.whileReceiving(() -> file.toFile().delete());

    assertThat(terminal.type("put", "temporary")).isEqualTo(1);

    assertThat(terminal.err()).contains("the file vanished while it was being uploaded");
    assertThat(sluice.stateOf("up-0001")).isEqualTo("ABORTED");
  }

  @Test
  void aVerdictThatComesLaterIsWaitedFor() throws IOException {
    Files.writeString(home.resolve("note.txt"), "hello");
    sluice.judgeAfterPolls(3);

    assertThat(terminal.type("put", "note.txt")).isZero();

    assertThat(terminal.out()).contains("READY");
  }

  @Test
  void anApiThatIsBusyIsAskedAgain() throws IOException {
    Files.writeString(home.resolve("note.txt"), "hello");
    sluice.failApi(503, 429, 504);

    assertThat(terminal.type("put", "note.txt")).isZero();
  }

  @Test
  void completingThatKeepsFailingIsGivenUp() throws IOException {
    Files.writeString(home.resolve("note.txt"), "hello");
    sluice.whileReceiving(() -> sluice.failComplete(503));

    assertThat(terminal.type("put", "note.txt")).isEqualTo(1);

    assertThat(terminal.err()).contains("the bytes are there, but completing fails: try again");
    assertThat(sluice.stateOf("up-0001")).isEqualTo("ABORTED");
  }

  @Test
  void anAtSignIsPartOfTheName() throws IOException {
    Files.writeString(home.resolve("@note"), "hello");

    assertThat(terminal.type("put", "@note")).isZero();
  }

  @Test
  void oneBadFileDoesNotStopTheOthers() throws IOException {
    Files.writeString(home.resolve("note.txt"), "hello");
    Files.createFile(home.resolve("empty"));

    assertThat(terminal.type("put", "missing", "empty", ".", "note.txt")).isEqualTo(1);

    assertThat(terminal.err())
        .contains(
            "sluice: missing: no such file", "sluice: empty: is empty", "sluice: .: is a dir");
    assertThat(terminal.out().lines()).hasSize(1);
  }

  @Test
  void theApisRefusalIsPassedOn() throws IOException {
    Files.writeString(home.resolve("note.txt"), "hello");

    assertThat(terminal.type("put", "--collection", "nope", "note.txt")).isEqualTo(1);
    assertThat(terminal.err()).isEqualToIgnoringNewLines("sluice: note.txt: no such collection");
  }

  @Test
  void wrongUsageIsStatus2AndOneLine() {
    assertThat(terminal.type("put")).isEqualTo(2);
    assertThat(terminal.err().lines()).hasSize(1);
    assertThat(terminal.type("put", "--nope", "x")).isEqualTo(2);
    assertThat(terminal.err().lines()).hasSize(1);
  }

  private void sparse(String name, long size) throws IOException {
    try (var file = new java.io.RandomAccessFile(home.resolve(name).toFile(), "rw")) {
      file.setLength(size);
    }
  }

  private static void touch(Path file) {
    try {
      Files.setLastModifiedTime(file, FileTime.fromMillis(1));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
