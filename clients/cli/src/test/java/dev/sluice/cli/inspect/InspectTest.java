package dev.sluice.cli.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class InspectTest {
  /// GIF89a, 5 by 7 pixels, an empty picture and the trailer.
  private static final byte[] GIF =
      "GIF89a\5\0\7\0\0\0\0,\0\0\0\0\5\0\7\0\0\2\2D\1\0;".getBytes(StandardCharsets.ISO_8859_1);

  private static final byte[] ELF =
      "\u007FELF\2\1\1\0\0\0\0\0\0\0\0\0\2\0>\0\1\0\0\0".getBytes(StandardCharsets.ISO_8859_1);

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeEach
  void settings() throws IOException {
    write(
        "sluice.yaml",
        """
        collections:
          pictures:
            allow: [image/gif]
            maxSize: 1 KiB
        """);
  }

  @Test
  void aFileIsALineOfVerdictTypeDimensionsAndPath() throws IOException {
    Path file = write("a.gif", GIF);

    assertThat(inspect(file.toString())).isZero();

    assertThat(out.toString())
        .matches("READY +image/gif +5×7 +" + file + "\n")
        .doesNotContain("dimensions");
    assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void whatHasNoDimensionsShowsItsSize() throws IOException {
    Path file = write("a.txt", "text\n".repeat(300));

    assertThat(inspect(file.toString())).isZero();

    assertThat(out.toString()).matches("READY +text/plain +1[.]4 KiB +" + file + "\n");
  }

  @Test
  void aNameThatLiesIsRejectedWithTheReasonAndStatus3() throws IOException {
    Path file = write("a.pdf", GIF);

    assertThat(inspect(file.toString())).isEqualTo(3);

    assertThat(out.toString())
        .startsWith("REJECTED")
        .contains("name-mismatch: found image/gif")
        .hasLineCount(1);
  }

  @Test
  void aDeclarationThatLiesIsRejected() throws IOException {
    String file = write("a", GIF).toString();

    assertThat(inspect("--as", "image/png", file)).isEqualTo(3);
    assertThat(out.toString()).contains("type-mismatch: found image/gif");
    assertThat(inspect("--as=image/gif", file)).isZero();
  }

  @Test
  void aCollectionTakesWhatItAllowsUpToItsSize() throws IOException {
    String gif = write("a.gif", GIF).toString();
    String text = write("a.txt", "text\n").toString();
    byte[] large = new byte[2000];
    System.arraycopy(GIF, 0, large, 0, GIF.length);

    assertThat(inspect("--collection", "pictures", gif)).isZero();
    assertThat(inspect("--collection", "pictures", text)).isEqualTo(3);
    assertThat(out.toString()).contains("type-not-allowed: found text/plain");
    assertThat(inspect("--collection=pictures", write("b.gif", large).toString())).isEqualTo(3);
    assertThat(out.toString()).contains("too-large: 2000 bytes, collection pictures takes 1024");
  }

  @Test
  void anUnknownCollectionIsWrongUsageAndABrokenFileOfCollectionsAFailure() throws IOException {
    String gif = write("a.gif", GIF).toString();

    assertThat(inspect("--collection", "films", gif)).isEqualTo(2);
    assertThat(complaint())
        .isEqualTo(
            "sluice: there is no collection films; sluice.yaml has pictures; see ./sluice inspect"
                + " --help");

    write("sluice.yaml", "collections: 1");
    assertThat(inspect("--collection", "pictures", gif)).isEqualTo(1);
    assertThat(complaint()).contains("sluice.yaml");
    assertThat(inspect(gif)).as("nobody reads it").isZero();
  }

  @Test
  void anEmptyFileAndUnknownBytesAreUndeterminedWithTheReason() throws IOException {
    String empty = write("empty.gif", "").toString();
    String unknown = write("unknown", new byte[] {1, 2, 3, 4, 0, 0, 0, 9, (byte) 0xFE}).toString();

    assertThat(inspect(empty, unknown)).isZero();

    assertThat(out.toString().lines())
        .allMatch(line -> line.startsWith("UNDETERMINED  application/octet-stream"))
        .anyMatch(line -> line.endsWith(empty + "  undetermined: there are no bytes"))
        .hasSize(2);
  }

  @Test
  void jsonIsAnObjectALineWithTheseFields() throws IOException {
    String gif = write("a \"ü\".gif", GIF).toString();
    String elf = write("x.gif", ELF).toString();

    assertThat(inspect("--json", gif, elf)).isEqualTo(3);

    JsonNode first = json(0);
    assertThat(first.propertyNames())
        .containsExactly(
            "file",
            "mediaType",
            "extension",
            "aliases",
            "verdict",
            "requests",
            "bytes",
            "micros",
            "facts");
    assertThat(first.path("file").asString()).isEqualTo(gif);
    assertThat(first.path("mediaType").asString()).isEqualTo("image/gif");
    assertThat(first.path("extension").asString()).isEqualTo("gif");
    assertThat(first.path("aliases").isArray()).isTrue();
    assertThat(first.path("verdict").asString()).isEqualTo("READY");
    assertThat(first.path("requests").asInt()).isEqualTo(1);
    assertThat(first.path("bytes").asInt()).isEqualTo(GIF.length);
    assertThat(first.path("micros").isIntegralNumber()).isTrue();
    assertThat(first.path("facts").path(0).path("width").asInt()).isEqualTo(5);
    assertThat(json(1).path("verdict").asString()).isEqualTo("REJECTED");
    assertThat(json(1).path("reason").asString()).isNotEmpty();
  }

  @Test
  void verboseShowsTheProofWithItsBytesAndWhatWasRead() throws IOException {
    assertThat(inspect("-v", write("a.gif", GIF).toString())).isZero();

    assertThat(out.toString())
        .containsPattern("proof +offset 0: ")
        .contains("00000000  47 49 46 38 39 61 05 00 07 00", "|GIF89a....")
        .contains("fact    dimensions: width 5 height 7")
        .contains("read    0+%d of %d bytes; requests 1".formatted(GIF.length, GIF.length));
  }

  @Test
  void foldersAreWalkedByNameAndLinksInThemAreNotFollowed() throws IOException {
    Path outside = write("outside.gif", GIF);
    Files.createDirectories(folder.resolve("tree/b/c"));
    write("tree/z.gif", GIF);
    write("tree/b/c/y.gif", GIF);
    write("tree/a.gif", GIF);
    Files.createSymbolicLink(folder.resolve("tree/link.gif"), outside);
    Files.createSymbolicLink(folder.resolve("tree/loop"), folder.resolve("tree"));
    Path named = Files.createSymbolicLink(folder.resolve("named.gif"), outside);

    assertThat(inspect(folder.resolve("tree").toString(), named.toString())).isZero();

    assertThat(out.toString().lines().map(line -> line.substring(line.indexOf('/', 20))))
        .containsExactly(
            folder.resolve("tree/a.gif").toString(),
            folder.resolve("tree/b/c/y.gif").toString(),
            folder.resolve("tree/z.gif").toString(),
            named.toString());
  }

  @Test
  void whatCannotBeReadIsALineOnStderrAndTheOthersGoOn() throws IOException {
    String missing = folder.resolve("missing").toString();
    String gif = write("a.gif", GIF).toString();

    assertThat(inspect(missing, gif)).isEqualTo(1);
    assertThat(complaint()).isEqualTo("sluice: " + missing + ": no such file");
    assertThat(out.toString()).startsWith("READY");

    assertThat(inspect(missing, write("a.pdf", GIF).toString()))
        .as("what was rejected weighs more")
        .isEqualTo(3);
  }

  @Test
  void aFileWithoutPermissionIsSaidToBeSo() throws IOException {
    Path secret = write("secret.gif", GIF);
    Files.setPosixFilePermissions(secret, Set.of());
    assumeThat(Files.isReadable(secret)).as("the superuser reads everything").isFalse();

    assertThat(inspect(secret.toString())).isEqualTo(1);

    assertThat(complaint()).isEqualTo("sluice: " + secret + ": no permission to read it");
  }

  @Test
  void aNameCannotSteerTheTerminal() throws IOException {
    String name = "a\u001B[2J\n\u202Efig.\u009B";
    Path file = write(name, GIF);

    assertThat(inspect(file.toString())).isZero();
    assertThat(out.toString()).contains("a\\u{1b}[2J\\u{a}\\u{202e}fig.\\u{9b}").hasLineCount(1);

    assertThat(inspect("--json", file.toString())).isZero();
    assertThat(out.toString()).hasLineCount(1).doesNotContain("\u001B", "\u202E", "\u009B");
    assertThat(json(0).path("file").asString()).isEqualTo(file.toString());

    assertThat(inspect(folder + "/\u001Bx")).isEqualTo(1);
    assertThat(complaint()).contains("\\u{1b}x: no such file");
  }

  @Test
  void ofALargeFileOnlyRangesAreRead() throws IOException {
    Path large = folder.resolve("large.gif");
    Files.write(large, GIF);
    try (FileChannel channel = FileChannel.open(large, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[1]), 5L << 30); // sparse
    }

    inspect("--json", large.toString());

    assertThat(json(0).path("mediaType").asString()).isEqualTo("image/gif");
    assertThat(json(0).path("bytes").asInt()).isBetween(1, 64 * 1024);
    assertThat(json(0).path("requests").asInt()).isBetween(1, 4);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--json|name at least one file",
        "-|standard input can't be inspected: ranges are read, and it has none; name a file",
        "--jsn x|there is no option --jsn",
        "-x x|there is no option -x",
        "--json=1 x|--json takes no value",
        "x --as|--as needs a media type",
        "x --collection|--collection needs a name",
        "--as png x|--as: \"png\" is not a media type; write e.g. image/png",
      })
  void wrongUsageIsOneLineAndStatus2(String arguments, String reason) throws IOException {
    assertThat(inspect(arguments.split(" "))).isEqualTo(2);

    assertThat(complaint()).isEqualTo("sluice: " + reason + "; see ./sluice inspect --help");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void anEmptyNameIsNotTheWorkingFolder() throws IOException {
    assertThat(inspect("")).isEqualTo(2);

    assertThat(complaint())
        .isEqualTo("sluice: a file's name is empty; . is this folder; see ./sluice inspect --help");
  }

  @Test
  void aFileOfTwoKindsIsRejectedThoughEveryTypeIsAllowed() throws IOException {
    String gif = new String(GIF, StandardCharsets.ISO_8859_1);
    byte[] both = (gif + "<?php evil(); ?>").getBytes(StandardCharsets.ISO_8859_1);

    assertThat(inspect(write("a.gif", both).toString())).isEqualTo(3);
    assertThat(out.toString())
        .contains("polyglot: found image/gif", "application/x-httpd-php, too");
  }

  @Test
  void whatFollowsTwoHyphensIsAFile() throws IOException {
    assertThat(inspect("--", "--json")).isEqualTo(1);

    assertThat(complaint()).isEqualTo("sluice: --json: no such file");
  }

  @Test
  void helpHasAnExample() throws IOException {
    assertThat(inspect("--help")).isZero();

    assertThat(out.toString()).startsWith("Usage: ./sluice inspect").contains("Example: ");
  }

  @Test
  void onATerminalEachLineAppearsAtOnce() throws IOException {
    String gif = write("a.gif", GIF).toString();
    FlushCounter counter = new FlushCounter();

    new Inspect(folder, counter, new PrintStream(err), true).run(gif, gif, gif);
    assertThat(counter.flushes).isGreaterThanOrEqualTo(3);

    counter.flushes = 0;
    new Inspect(folder, counter, new PrintStream(err), false).run(gif, gif, gif);
    assertThat(counter.flushes).isEqualTo(1);
  }

  private static final class FlushCounter extends Writer {
    private int flushes;

    @Override
    public void write(char[] buffer, int offset, int length) {}

    @Override
    public void flush() {
      flushes++;
    }

    @Override
    public void close() {}
  }

  private int inspect(String... arguments) throws IOException {
    out.getBuffer().setLength(0);
    err.reset();
    return new Inspect(folder, out, new PrintStream(err, true, StandardCharsets.UTF_8), false)
        .run(arguments);
  }

  private String complaint() {
    return err.toString(StandardCharsets.UTF_8).stripTrailing();
  }

  private JsonNode json(int line) {
    return JsonMapper.shared().readTree(out.toString().lines().toList().get(line));
  }

  private Path write(String name, String text) throws IOException {
    return write(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private Path write(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }
}
