package dev.sluice.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UpCommandTest {
  @TempDir Path home;
  private Terminal terminal;
  private final AtomicReference<@Nullable StandInCloud> started = new AtomicReference<>();

  @BeforeEach
  void open() {
    terminal =
        new Terminal(home)
            .starting(
                settings -> {
                  StandInCloud cloud = new StandInCloud(settings);
                  started.set(cloud);
                  return cloud;
                });
  }

  @Test
  void aCommandFindsTheCloudInItsEnvironmentAndItsStatusIsOurs() throws IOException {
    String script =
        "echo $SLUICE_URL $AWS_ENDPOINT_URL $AWS_ACCESS_KEY_ID $AWS_SECRET_ACCESS_KEY"
            + " $AWS_REGION $AWS_DEFAULT_REGION ${#SLUICE_TOKEN} > seen; exit 7";

    assertThat(terminal.type("up", "--", "sh", "-c", script)).isEqualTo(7);

    assertThat(Files.readString(home.resolve("seen")))
        .matches(
            "http://localhost:\\d+/_sluice http://127\\.0\\.0\\.1:\\d+ test test us-east-1 us-east-1"
                + " [1-9]\\d\\d\\R");
    assertThat(terminal.out()).isEmpty();
    assertThat(terminal.err()).startsWith("sluice: ready at http://localhost:").hasLineCount(1);
    assertThat(cloud().closed()).isTrue();
    assertThat(cloud().settings().data()).contains(home.resolve(".sluice/data"));
  }

  @Test
  void theOptionsOfTheCommandAreItsOwn() {
    assertThat(terminal.type("up", "--ephemeral", "--", "sh", "-c", "exit $1", "sh", "--help"))
        .isNotZero();
    assertThat(terminal.out()).isEmpty();
    assertThat(cloud().settings().data()).isEmpty();
  }

  @Test
  void whatStandsAfterTheFirstDashesIsPassedOnAsItIs() {
    assertThat(
            terminal.type(
                "up", "--", "sh", "-c", "test \"$*\" = '-- @a --port'", "sh", "--", "@a", "--port"))
        .isZero();
  }

  @Test
  void aCommandThatIsNotThereIs127() {
    assertThat(terminal.type("up", "--", "no-such-command")).isEqualTo(127);
    assertThat(terminal.err()).contains("sluice: cannot run no-such-command: not found");
    assertThat(cloud().closed()).isTrue();
  }

  @Test
  void aTakenPortIsOneClearLine() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = other.getLocalPort();

      assertThat(terminal.type("up", "--port", Integer.toString(port))).isEqualTo(1);

      assertThat(terminal.err())
          .isEqualToIgnoringNewLines(
              "sluice: port " + port + " is taken; choose another: ./sluice up --port N");
    }
  }

  @Test
  void dataInUseIsRefusedWhileAnEphemeralOneMayRunBesides() {
    try (var _ = terminal.context().state().lockData()) {
      assertThat(terminal.type("up", "--", "true")).isEqualTo(1);
      assertThat(terminal.err()).contains("another ./sluice up uses").hasLineCount(1);

      assertThat(terminal.type("up", "--ephemeral", "--", "true")).isZero();
    }
    assertThat(terminal.type("up", "--", "true")).isZero();
  }

  @Test
  void functionsMayBeProcessesOfTheirOwn() {
    assertThat(terminal.type("up", "--", "true")).isZero();
    assertThat(cloud().settings().processes()).isFalse();
    assertThat(terminal.type("up", "--isolation=process", "--", "true")).isZero();
    assertThat(cloud().settings().processes()).isTrue();
    assertThat(terminal.type("up", "--isolation=wall", "--", "true")).isEqualTo(2);
    assertThat(terminal.err()).contains("--isolation").hasLineCount(1);
  }

  @Test
  void wrongUsageStartsNothing() {
    assertThat(terminal.type("up", "true")).isEqualTo(2);
    assertThat(terminal.err()).contains("a command to run stands after --");
    assertThat(terminal.type("up", "--")).isEqualTo(2);
    assertThat(terminal.type("up", "--port", "70000")).isEqualTo(2);
    assertThat(terminal.type("up", "--port", "x")).isEqualTo(2);
    assertThat(started.get()).isNull();
  }

  @Test
  void whatIsReadWithoutPicocliMeansTheSame() {
    assertThat(terminal.type("up", "--port", "0", "--ephemeral", "--", "true")).isZero();
    Cloud.Settings read = cloud().settings();
    assertThat(UpCommand.plain(terminal.context(), List.of("up", "--port=0"))).isEmpty();
    assertThat(terminal.type("up", "--port=0", "--ephemeral", "--", "true")).isZero();

    assertThat(read.port()).isEqualTo(cloud().settings().port()).isZero();
    assertThat(read.data()).isEqualTo(cloud().settings().data()).isEmpty();
  }

  @Test
  void helpAndMistakesAreLeftToPicocli() {
    for (List<String> arguments :
        List.of(
            List.of("up", "--help"),
            List.of("up", "--ephemeral", "-h"),
            List.of("up", "true"),
            List.of("up", "--"),
            List.of("up", "--port"),
            List.of("up", "--port", "x"),
            List.of("up", "--port", "-1"),
            List.of("up", "--port", "65536"),
            List.of("up", "--port", "1", "--port", "2"),
            List.of("put", "README.md"),
            List.<String>of())) {
      assertThat(UpCommand.plain(terminal.context(), arguments)).as("%s", arguments).isEmpty();
    }
    assertThat(terminal.type("up", "--help")).isZero();
    assertThat(terminal.out()).startsWith("Starts the whole pipeline").contains("--ephemeral");
  }

  @Test
  void theTemplateGetsTheIssuerAndItsPublicKeys() {
    assertThat(terminal.type("up", "--", "true")).isZero();

    assertThat(cloud().settings().parameters().apply(cloud().endpoint()))
        .containsOnlyKeys("JwtIssuer", "JwtAudience", "JwtKeySet", "AllowedOrigins");
  }

  private StandInCloud cloud() {
    return requireNonNull(started.get());
  }
}
