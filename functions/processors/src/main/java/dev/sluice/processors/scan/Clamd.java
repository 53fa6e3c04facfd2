package dev.sluice.processors.scan;

import dev.sluice.core.detect.ByteSource;
import dev.sluice.core.scan.Opinion;
import dev.sluice.core.scan.Scanner;
import dev.sluice.core.upload.ObjectStore;
import dev.sluice.core.upload.StoredObject;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/// The ClamAV daemon, over TCP: the object's bytes are streamed to it in chunks (clamd(8), command
/// `INSTREAM`), so that neither side needs the file on a disk and memory is one chunk.
final class Clamd implements Scanner {
  /// A range of the object, and a chunk of the stream.
  private static final int CHUNK = 4 << 20;

  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);

  /// An answer has a file's name (`stream`) and a signature's; nothing is longer.
  private static final int LONGEST_ANSWER = 4096;

  private final ObjectStore objects;
  private final InetSocketAddress address;
  private final Duration patience;

  /// @param address looked up anew at each scan if its host is a name
  /// @param patience how long the daemon may think, once it has all bytes
  Clamd(ObjectStore objects, InetSocketAddress address, Duration patience) {
    this.objects = objects;
    this.address = address;
    this.patience = patience;
  }

  @Override
  public Opinion ask(StoredObject object) {
    ByteSource bytes = objects.open(object);
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(address.getHostString(), address.getPort()),
          Math.toIntExact(CONNECT_WITHIN.toMillis()));
      socket.setSoTimeout(Math.toIntExact(patience.toMillis()));
      Optional<IOException> cut = send(bytes, socket);
      // A daemon that wants no more says why before it hangs up.
      String answer = answer(socket.getInputStream());
      return answer.isEmpty() && cut.isPresent() ? notYet(cut.get()) : opinion(answer);
    } catch (IOException e) {
      return notYet(e);
    }
  }

  /// What broke the connection before all was sent, if anything did. What the object's store throws
  /// passes through.
  private static Optional<IOException> send(ByteSource bytes, Socket socket) throws IOException {
    DataOutputStream stream = new DataOutputStream(socket.getOutputStream());
    try {
      stream.write("zINSTREAM\0".getBytes(StandardCharsets.US_ASCII));
      for (long offset = 0; offset < bytes.size(); offset += CHUNK) {
        byte[] chunk = bytes.read(offset, (int) Math.min(CHUNK, bytes.size() - offset));
        stream.writeInt(chunk.length);
        stream.write(chunk);
      }
      stream.writeInt(0);
      stream.flush();
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(e);
    }
  }

  private static String answer(InputStream stream) throws IOException {
    StringBuilder answer = new StringBuilder();
    for (int next = stream.read(); next > 0; next = stream.read()) {
      if (answer.length() == LONGEST_ANSWER) {
        throw new IOException("an answer without end");
      }
      answer.append((char) next);
    }
    return answer.toString().strip();
  }

  private static Opinion opinion(String answer) {
    if (answer.equals("stream: OK")) {
      return new Opinion.Clean();
    }
    if (answer.startsWith("stream: ") && answer.endsWith(" FOUND")) {
      return new Opinion.Infected(
          answer.substring("stream: ".length(), answer.length() - " FOUND".length()));
    }
    if (answer.startsWith("INSTREAM size limit exceeded")) {
      return new Opinion.Unfit("it is larger than the scanner takes (clamd's StreamMaxLength)");
    }
    return new Opinion.NotYet(answer.isEmpty() ? "clamd hung up" : "clamd answered: " + answer);
  }

  private static Opinion notYet(IOException e) {
    return new Opinion.NotYet("clamd does not answer: " + e.getMessage());
  }
}
