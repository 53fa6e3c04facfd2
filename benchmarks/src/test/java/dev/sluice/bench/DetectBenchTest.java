package dev.sluice.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.core.media.MediaType;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetectBenchTest {
  @TempDir Path folder;

  private final StringWriter out = new StringWriter();

  @Test
  void without_files_it_says_so_and_measures_nothing() {
    assertThat(run()).isZero();

    assertThat(out.toString()).startsWith("skipped: there is no ").doesNotContain("RESULT");
  }

  @Test
  void a_folder_needs_its_labels() {
    assertThat(run("--files", folder.toString())).isEqualTo(1);
  }

  @Test
  void a_label_is_read_by_any_name_of_its_kind_and_files_without_one_are_left_out()
      throws IOException {
    Path labels =
        write("labels.tsv", "file\tbytes\ttrue_media_type\na.jpg\t1\timage/jpg\nb.bin\t1\t\n");

    assertThat(LabelledFiles.read(labels, folder))
        .containsExactly(
            new LabelledFiles.Labelled(folder.resolve("a.jpg"), MediaType.parse("image/jpeg")));

    Path none = write("none.tsv", "a.jpg\t\n");
    assertThatThrownBy(() -> LabelledFiles.read(none, folder)).hasMessageContaining("none.tsv");
  }

  @Test
  void files_are_counted_by_family_with_zips_in_one() {
    assertThat(labelled("image/png").family()).isEqualTo("image");
    assertThat(labelled("application/pdf").family()).isEqualTo("application");
    assertThat(labelled("application/zip").family()).isEqualTo("application, a zip");
    assertThat(labelled("application/epub+zip").family()).isEqualTo("application, a zip");
  }

  @Test
  void an_answer_is_right_by_any_name_and_wrong_ones_can_be_listed() {
    AccuracyTable table = new AccuracyTable(List.of(labelled("image/jpeg"), labelled("image/png")));
    table.add("good", List.of(Optional.of("IMAGE/JPG"), Optional.of("image/png")));
    table.add("bad", List.of(Optional.of("image/png"), Optional.empty()));

    table.print(new PrintWriter(out, true));
    table.printWrong("bad", new PrintWriter(out, true));

    assertThat(table.right("good")).isEqualTo(2);
    assertThat(table.right("bad")).isZero();
    assertThat(out.toString())
        .containsPattern("image +2 +2 +0\n")
        .containsPattern("all +2 +2 +0\n")
        .contains("bad: x is image/jpeg, not image/png", "bad: x is image/png, not unknown");
  }

  @Test
  void an_answer_that_is_more_exact_than_the_label_is_right_and_not_the_other_way_round() {
    AccuracyTable table =
        new AccuracyTable(List.of(labelled("application/zip"), labelled("application/epub+zip")));
    table.add("exact", List.of(Optional.of("application/epub+zip"), Optional.empty()));
    table.add("vague", List.of(Optional.empty(), Optional.of("application/zip")));

    assertThat(table.right("exact")).isEqualTo(1);
    assertThat(table.right("vague")).isZero();
  }

  @Test
  void what_runs_here_is_asked_about_every_file_and_warmed_first() throws IOException {
    AtomicInteger asked = new AtomicInteger();
    InThisProcess contender =
        new InThisProcess(
            "it", file -> Optional.of("image/x" + asked.getAndIncrement()), Duration.ZERO);

    Contender.Answers answers = contender.answer(List.of(Path.of("a"), Path.of("b"))).orElseThrow();

    assertThat(asked.get()).isEqualTo(2 * (2 + 7));
    assertThat(answers.mediaTypes())
        .containsExactly(Optional.of("image/x16"), Optional.of("image/x17"));
    assertThat(answers.microsPerFile()).isPositive();
  }

  @Test
  void what_is_not_installed_has_no_answer() throws IOException, InterruptedException {
    assertThat(AsProcess.fileType(folder).answer(List.of(Path.of("a")))).isEmpty();
  }

  private int run(String... options) {
    PrintWriter writer = new PrintWriter(out, true);
    String[] arguments = new String[options.length + 1];
    arguments[0] = "detect";
    System.arraycopy(options, 0, arguments, 1, options.length);
    return Benches.run(
        List.of(new DetectBench(writer, folder.resolve("home"))), writer, writer, arguments);
  }

  private static LabelledFiles.Labelled labelled(String mediaType) {
    return new LabelledFiles.Labelled(Path.of("x"), MediaType.parse(mediaType));
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
