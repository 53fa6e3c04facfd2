package dev.sluice.processors.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/// A `clamd` of Debian's `clamav-daemon`, with a database of one signature: the text [#MALWARE].
/// Where it isn't installed, the tests that want it are skipped.
final class RunningClamd implements AutoCloseable {
  static final String MALWARE = "these bytes stand for malware in a test";
  static final int LARGEST_STREAM = 2 << 20;

  private static final List<Path> PLACES =
      List.of(Path.of("/usr/sbin/clamd"), Path.of("/usr/local/sbin/clamd"));

  private final Process process;
  private final InetSocketAddress address;

  private RunningClamd(Process process, InetSocketAddress address) {
    this.process = process;
    this.address = address;
  }

  /// @param folder an empty one, for its database
  static RunningClamd start(Path folder) throws IOException {
    Optional<Path> clamd = PLACES.stream().filter(Files::isExecutable).findFirst();
    assumeTrue(clamd.isPresent(), "clamd is not installed; on Debian: clamav-daemon");
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), freePort());
    String hex = HexFormat.of().formatHex(MALWARE.getBytes(StandardCharsets.US_ASCII));
    Path database = Files.createDirectory(folder.resolve("database"));
    Files.writeString(database.resolve("test.ndb"), "Test.Malware:0:*:" + hex + "\n");
    Path settings = folder.resolve("clamd.conf");
    Files.writeString(
        settings,
        """
        Foreground yes
        DatabaseDirectory %s
        TCPAddr 127.0.0.1
        TCPSocket %d
        StreamMaxLength %d
        """
            .formatted(database, address.getPort(), LARGEST_STREAM));
    Process process =
        new ProcessBuilder(clamd.get().toString(), "--config-file=" + settings)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("clamd.log").toFile())
            .start();
    Awaitility.await("clamd").atMost(60, TimeUnit.SECONDS).until(() -> answers(address));
    return new RunningClamd(process, address);
  }

  InetSocketAddress address() {
    return address;
  }

  @Override
  public void close() {
    process.destroyForcibly();
    assertThat(process.onExit()).succeedsWithin(10, TimeUnit.SECONDS);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static boolean answers(InetSocketAddress address) {
    try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
      socket.getOutputStream().write("zPING\0".getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readNBytes(4), StandardCharsets.US_ASCII)
          .equals("PONG");
    } catch (IOException notYet) {
      return false;
    }
  }
}
