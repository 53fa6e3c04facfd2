package dev.sluice.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.core.collection.CollectionName;
import dev.sluice.core.collection.CollectionRules;
import dev.sluice.core.collection.OnReject;
import dev.sluice.core.collection.ProcessorName;
import dev.sluice.core.collection.ProcessorRules;
import dev.sluice.core.collection.Settings;
import dev.sluice.core.media.MediaTypePattern;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SluiceYamlTest {

  private static final String DIGEST =
      """
      processors:
        digest: {types: ["*/*"]}
      """;

  @TempDir private Path folder;

  @Test
  void theFileThatComesWithSluiceIsRight() throws InvalidSettings {
    Settings settings =
        SluiceYaml.read(Path.of(System.getProperty("sluice.home", "../.."), "sluice.yaml"));

    assertThat(settings.collections().keySet())
        .contains(new CollectionName("default"), new CollectionName("any"));
    assertThat(settings.processors().keySet())
        .contains(new ProcessorName("digest"), new ProcessorName("image"));
  }

  @Test
  void everyValueIsRead() throws Exception {
    Settings settings =
        read(
            """
            collections:
              team-photos:
                allow: [image/*, application/PDF]
                maxSize: 5 GiB
                process: [digest]
                onReject: keep
            processors:
              digest:
                types: ["*/*"]
                attempts: 7
                concurrency: 9
                timeout: 15m
                memory: 1 GiB
            """);

    CollectionName photos = new CollectionName("team-photos");
    ProcessorName digest = new ProcessorName("digest");
    assertThat(settings.collections())
        .containsOnlyKeys(photos)
        .containsValue(
            new CollectionRules(
                photos,
                List.of(
                    MediaTypePattern.parse("image/*"), MediaTypePattern.parse("application/pdf")),
                5L << 30,
                List.of(digest),
                OnReject.KEEP));
    assertThat(settings.processors())
        .containsOnlyKeys(digest)
        .containsValue(
            new ProcessorRules(
                digest,
                List.of(MediaTypePattern.parse("*/*")),
                7,
                9,
                Duration.ofMinutes(15),
                1L << 30));
  }

  @Test
  void whatMayBeLeftOutHasADefault() throws Exception {
    Settings settings =
        read("collections:\n  default: {allow: [text/plain], maxSize: 1 B}\n" + DIGEST);

    assertThat(settings.collections().values())
        .singleElement()
        .satisfies(
            rules -> {
              assertThat(rules.process()).isEmpty();
              assertThat(rules.onReject()).isEqualTo(OnReject.DELETE);
            });
    assertThat(settings.processors().values())
        .singleElement()
        .satisfies(
            rules -> {
              assertThat(rules.attempts()).isEqualTo(5);
              assertThat(rules.concurrency()).isEqualTo(4);
              assertThat(rules.timeout()).isEqualTo(Duration.ofMinutes(1));
              assertThat(rules.memoryBytes()).isEqualTo(512L << 20);
            });
  }

  @Test
  void allProblemsAreReportedAtOnceInTheOrderOfLines() {
    assertThat(
            problems(
                """
                collections:
                  default:
                    allow: [image/png, png]
                    maxSize: 5 GB
                    process: [digest, ocr]
                    onReject: maybe
                    colour: red
                  Big:
                    allow: [image/png]
                    maxSize: 60 TiB
                  default:
                    allow: [image/png]
                    maxSize: 1 KiB
                processors:
                  digest:
                    types: ["*/*"]
                    attempts: 0
                    concurrency: 1
                    timeout: 16m
                    memory: 127 MiB
                """))
        .containsExactly(
            "sluice.yaml:3: collections.default.allow[1]: \"png\" is not a media type pattern; write"
                + " e.g. image/png, image/* or */*",
            "sluice.yaml:4: collections.default.maxSize: \"5 GB\" is not a size; write e.g. 5 GiB",
            "sluice.yaml:5: collections.default.process[1]: \"ocr\" is not under processors; add it"
                + " there, or write one of digest",
            "sluice.yaml:6: collections.default.onReject: \"maybe\" is not known; write delete or"
                + " keep",
            "sluice.yaml:7: collections.default.colour: is not a known key; known here are allow,"
                + " maxSize, process, onReject, maxPixels, archives, permit",
            "sluice.yaml:8: collections.Big: a collection's name is a lower-case letter, then up to"
                + " 62 lower-case letters, digits and hyphens; write e.g. team-photos",
            "sluice.yaml:10: collections.Big.maxSize: \"60 TiB\" is out of range; write a size of 1"
                + " B to 50 TiB",
            "sluice.yaml:11: collections.default: is there twice; remove one of them",
            "sluice.yaml:17: processors.digest.attempts: \"0\" is out of range; write a whole number"
                + " of 1 to 1000",
            "sluice.yaml:18: processors.digest.concurrency: \"1\" is out of range; write a whole"
                + " number of 2 to 1000",
            "sluice.yaml:19: processors.digest.timeout: \"16m\" is out of range; write a duration of"
                + " 1s to 15m",
            "sluice.yaml:20: processors.digest.memory: \"127 MiB\" is out of range; write a size of"
                + " 128 MiB to 10 GiB, in whole MiB");
  }

  @ParameterizedTest
  @CsvSource({
    "attempts, 1",
    "attempts, 1000",
    "concurrency, 2",
    "concurrency, 1000",
    "timeout, 1s",
    "timeout, 900 s",
    "memory, 128 MiB",
    "memory, 10 GiB",
    "memory, 131072 KiB",
  })
  void theEndsOfEachRangeAreInIt(String key, String value) throws Exception {
    assertThat(read(withProcessor(key, value)).processors()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "attempts, 1001, out of range",
    "attempts, five, is not a whole number",
    "attempts, -1, is not a whole number",
    "attempts, 1e2, is not a whole number",
    "concurrency, 1001, out of range",
    "timeout, 0s, out of range",
    "timeout, 1h, out of range",
    "timeout, 999999999d, out of range",
    "timeout, 1 minute, is not a duration",
    "memory, 10241 MiB, out of range",
    "memory, 131073 KiB, is not a whole number of MiB",
    "memory, 512, is not a size",
    "memory, 999999999999999999 TiB, out of range",
    "memory, '', is empty; write a size",
    "memory, '[1 GiB]', is not a single value; write a size",
    "types, '*', is not YAML",
    "types, '[*/*]', 'put text that begins with a star in quotes: \"*/*\"'",
    "types, '[]', 'is an empty list, which no file fits'",
    "types, image/png, is not a list",
    "tpyes, 1, 'is not a known key; known here are types, attempts, concurrency, timeout, memory'",
  })
  void aWrongValueOfAProcessorIsReported(String key, String value, String why) {
    assertThat(problems(withProcessor(key, value)))
        .anySatisfy(line -> assertThat(line).startsWith("sluice.yaml:4: ").contains(why));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# nothing yet\n", "---\n", "~\n", "[]\n", "text\n"})
  void aFileWithoutAMappingSaysWhatToWrite(String content) {
    assertThat(problems(content))
        .singleElement()
        .asString()
        .startsWith("sluice.yaml:1: is ")
        .contains("write collections: with at least one collection under it");
  }

  @Test
  void collectionsMustBeThereAndNotEmpty() {
    assertThat(problems(DIGEST))
        .singleElement()
        .asString()
        .startsWith("sluice.yaml:1: collections is missing; write collections:");
    assertThat(problems("collections: {}\n"))
        .containsExactly("sluice.yaml:1: collections: is empty; write " + CollectionReader.EXAMPLE);
    assertThat(problems("collections:\n"))
        .containsExactly("sluice.yaml:1: collections: is empty; write " + CollectionReader.EXAMPLE);
  }

  @Test
  void aCollectionNeedsAllowAndMaxSize() {
    assertThat(problems("collections:\n  default:\n    onReject: keep\n"))
        .containsExactly(
            "sluice.yaml:2: collections.default: allow is missing; write e.g. allow: [image/*]",
            "sluice.yaml:2: collections.default: maxSize is missing; write e.g. maxSize: 5 GiB");
  }

  @Test
  void aProcessorIsNamedOnceAndMustExist() {
    assertThat(
            problems(
                "collections:\n  a: {allow: [a/b], maxSize: 1 B, process: [digest, digest]}\n"
                    + DIGEST))
        .containsExactly(
            "sluice.yaml:2: collections.a.process[1]: digest is there twice; remove one of them");
    assertThat(problems("collections:\n  a: {allow: [a/b], maxSize: 1 B, process: [digest]}\n"))
        .containsExactly(
            "sluice.yaml:2: collections.a.process[0]: \"digest\" is not under processors, where"
                + " there is none; add it there");
  }

  @Test
  void aSyntaxErrorIsReportedAtItsLine() {
    assertThat(problems("collections:\n  default:\n  \tallow: x\n"))
        .singleElement()
        .asString()
        .startsWith("sluice.yaml:3: is not YAML at column ")
        .endsWith("check the indentation (spaces, no tabs), brackets, quotes and colons there");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a: 1\n---\nb: 2\n", "? [a]\n: b\n", "\"\0\"", "&a [*a]\n", "a: !!x y"})
  void oddYamlIsReportedToo(String content) {
    assertThat(problems(content))
        .isNotEmpty()
        .allSatisfy(line -> assertThat(line).startsWith("sluice.yaml"));
  }

  @Test
  void endlessNestingIsReported() {
    assertThat(problems("[".repeat(200_000))).isNotEmpty();
  }

  @Test
  void aFileThatIsNotThereIsReportedWithItsFolder() {
    assertThat(invalid().problems())
        .containsExactly(
            "sluice.yaml: there is no such file in %s; create it there".formatted(folder));
  }

  @Test
  void aFileThatIsNotUtf8IsReported() throws IOException {
    Files.write(folder.resolve("sluice.yaml"), "ä".getBytes(StandardCharsets.ISO_8859_1));

    assertThat(invalid().problems()).containsExactly("sluice.yaml: is not UTF-8; save it as UTF-8");
  }

  @Test
  void aByteOrderMarkDoesNoHarm() throws Exception {
    assertThat(read("\uFEFFcollections:\n  a: {allow: [a/b], maxSize: 1 B}\n").collections())
        .hasSize(1);
  }

  /// The key is in line 4.
  private static String withProcessor(String key, String value) {
    String types = key.equals("types") ? "" : "    types: [\"*/*\"]\n";
    return """
           processors:
             digest:
               # here
               %s: %s
           %scollections:
             default: {allow: [text/plain], maxSize: 1 B}
           """
        .formatted(key, value, types);
  }

  private Settings read(String content) throws IOException, InvalidSettings {
    return SluiceYaml.read(Files.writeString(folder.resolve("sluice.yaml"), content));
  }

  private List<String> problems(String content) {
    return catchThrowableOfType(InvalidSettings.class, () -> read(content)).problems();
  }

  private InvalidSettings invalid() {
    return catchThrowableOfType(
        InvalidSettings.class, () -> SluiceYaml.read(folder.resolve("sluice.yaml")));
  }
}
