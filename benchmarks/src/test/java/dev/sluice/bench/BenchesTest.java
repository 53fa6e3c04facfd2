package dev.sluice.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Command;

class BenchesTest {
  @TempDir Path home;

  private record Answer(int status, String out, String err) {}

  @Command(name = "broken", header = "fails")
  private static final class Broken extends Bench {
    @Override
    public Integer call() throws IOException {
      throw new IOException("the cable is out");
    }
  }

  @Test
  void withoutANameEachIsListedInALine() {
    Answer answer = run();

    assertThat(answer.status()).isZero();
    assertThat(answer.out().lines().map(line -> line.split(" ", 2)[0]))
        .containsExactly("presign", "pipeline", "memory", "s3", "cloud", "up", "broken");
    assertThat(answer.out().lines())
        .allSatisfy(line -> assertThat(line.length()).isBetween(15, 100));
  }

  @Test
  void aNameThatIsNoneIsOneLineAndStatus2() {
    assertThat(run("speed"))
        .isEqualTo(
            new Answer(
                2,
                "",
                "sluice: bench takes one of presign, pipeline, memory, s3, cloud, up, broken, not speed\n"));
    assertThat(run("--fast").status()).isEqualTo(2);
  }

  @Test
  void aWrongOptionIsOneLineThatSaysWhereToLook() {
    assertThat(run("pipeline", "--uploads", "0").err())
        .isEqualTo(
            "sluice: bench pipeline: --uploads is 1 to 2000, not 0; see ./sluice bench pipeline --help\n");
    assertThat(run("pipeline", "--at-once", "65").err()).contains("--at-once is 1 to 64, not 65");
    for (String[] wrong :
        List.of(
            new String[] {"pipeline", "--uploads", "many"},
            new String[] {"pipeline", "--uploads"},
            new String[] {"pipeline", "10"},
            new String[] {"memory", "--uploads", "1"},
            new String[] {"s3", "--parts", "2"},
            new String[] {"cloud", "--calls", "1"},
            new String[] {"up", "--runs", "0"},
            new String[] {"presign", "twice"})) {
      Answer answer = run(wrong);

      assertThat(answer.status()).as(String.join(" ", wrong)).isEqualTo(2);
      assertThat(answer.out()).isEmpty();
      assertThat(answer.err().lines())
          .singleElement()
          .asString()
          .startsWith("sluice: bench " + wrong[0] + ": ")
          .endsWith("see ./sluice bench " + wrong[0] + " --help");
    }
  }

  @Test
  void eachExplainsItsFigures() {
    for (String name : List.of("presign", "pipeline", "memory", "s3", "cloud", "up")) {
      Answer answer = run(name, "--help");

      assertThat(answer.status()).isZero();
      assertThat(answer.out()).contains("Usage: ./sluice bench " + name).contains("Figures: ");
    }
    assertThat(run("pipeline", "--help").out()).contains("default: 300").contains("default: 4");
  }

  @Test
  void oneThatCannotMeasureSaysWhyAndHasNoResult() {
    assertThat(run("broken"))
        .isEqualTo(new Answer(1, "", "sluice: bench broken failed: the cable is out\n"));
  }

  @Test
  void theLoadRunsAsTheCommandOfUpAndItsStatusCounts() throws Exception {
    launcher("echo \"$@\" >\"$(dirname \"$0\")/arguments\"; exit 7");

    assertThat(run("pipeline", "--uploads", "12", "--at-once", "3").status()).isEqualTo(7);

    assertThat(Files.readString(home.resolve("arguments")))
        .startsWith("up --ephemeral -- ")
        .endsWith(" dev.sluice.bench.PipelineLoad 12 3\n");
  }

  @Test
  void startsAreTimedInTurnsUntilTheLineThatSaysReady() throws Exception {
    launcher(
        "echo $SLUICE_AOT $* >>\"$(dirname \"$0\")/starts\"; echo 'sluice: ready at http://x (1 s)' >&2");

    Answer answer = run("up", "--runs", "2");

    assertThat(answer.status()).isZero();
    assertThat(Files.readAllLines(home.resolve("starts")))
        .containsExactly(
            "off up --ephemeral -- sleep 0",
            "on up --ephemeral -- sleep 0",
            "off up --ephemeral -- sleep 0",
            "on up --ephemeral -- sleep 0");
    assertThat(answer.out().lines().toList().getLast())
        .matches("RESULT up cold_ms=\\S+ cold_least_ms=\\S+ warm_ms=\\S+ warm_least_ms=\\S+");
  }

  @Test
  void aStartThatFailsIsNoFigure() throws Exception {
    launcher("echo 'sluice: port 1 is taken' >&2; exit 1");

    assertThat(run("up", "--runs", "2"))
        .isEqualTo(
            new Answer(
                1,
                "",
                "sluice: bench up failed: ./sluice up ended with status 1: sluice: port 1 is taken\n"));
  }

  @Test
  void theLauncherKnowsTheNames() throws Exception {
    Path launcher =
        Path.of(System.getProperty("sluice.home", "..")).toAbsolutePath().resolve("sluice");
    StringWriter listed = new StringWriter();
    int _ =
        Benches.run(
            Benches.all(new PrintWriter(listed), home),
            new PrintWriter(listed),
            new PrintWriter(listed));

    assertThat(Files.readString(launcher))
        .contains(
            listed
                .toString()
                .lines()
                .map(line -> line.split(" ", 2)[0])
                .collect(Collectors.joining(" ", "benches=\"", "\"\n")));
  }

  private void launcher(String script) throws IOException {
    Path launcher = home.resolve("sluice");
    Files.writeString(launcher, "#!/bin/sh\n" + script + "\n");
    assertThat(launcher.toFile().setExecutable(true)).isTrue();
  }

  private Answer run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    PrintWriter to = new PrintWriter(out);
    Up up = new Up(home);
    int status =
        Benches.run(
            List.of(
                new PresignBench(to),
                new PipelineBench(up),
                new MemoryBench(up),
                new S3Bench(to),
                new CloudBench(up),
                new UpBench(to, home),
                new Broken()),
            to,
            new PrintWriter(err),
            arguments);
    return new Answer(status, out.toString(), err.toString());
  }
}
