package dev.sluice.bench;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/// HTTP on a bare socket, one request after the other: a client that shares the processors with
/// what it measures should do as little as possible.
final class KeptConnection implements AutoCloseable {
  private static final int BUFFER = 256 * 1024;

  private final Socket socket;
  private final InputStream in;
  private final byte[] sink = new byte[BUFFER];

  KeptConnection(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream(), BUFFER);
  }

  /// @param length how many of the bytes
  /// @return the ETag, empty if there is none
  /// @throws IOException if the answer is no success
  String send(String method, URI uri, Map<String, String> headers, byte[] bytes, int length)
      throws IOException {
    StringBuilder head = new StringBuilder();
    head.append(method).append(' ').append(uri.getRawPath());
    if (uri.getRawQuery() != null) {
      head.append('?').append(uri.getRawQuery());
    }
    head.append(" HTTP/1.1\r\nhost: ").append(uri.getAuthority()).append("\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    head.append("content-length: ").append(length).append("\r\n\r\n");
    socket.getOutputStream().write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().write(bytes, 0, length);
    return answer(OutputStream.nullOutputStream());
  }

  /// @return the answer's body
  /// @throws IOException if it is no success
  byte[] post(URI uri, Map<String, String> headers, byte[] body) throws IOException {
    StringBuilder head = new StringBuilder("POST / HTTP/1.1\r\nhost: ");
    head.append(uri.getAuthority()).append("\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    head.append("content-length: ").append(body.length).append("\r\n\r\n");
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
    whole.writeBytes(body);
    socket.getOutputStream().write(whole.toByteArray());
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    String _ = answer(answer);
    return answer.toByteArray();
  }

  private String answer(OutputStream body) throws IOException {
    String status = line();
    String eTag = "";
    long length = 0;
    for (String header = line(); !header.isEmpty(); header = line()) {
      String lower = header.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Long.parseLong(lower.substring("content-length:".length()).strip());
      } else if (lower.startsWith("etag:")) {
        eTag = header.substring("etag:".length()).strip();
      }
    }
    while (length > 0) {
      int count = in.read(sink, 0, (int) Math.min(sink.length, length));
      if (count < 0) {
        throw new EOFException("the answer is not whole");
      }
      body.write(sink, 0, count);
      length -= count;
    }
    if (!status.startsWith("HTTP/1.1 20")) {
      throw new IOException("the server answers " + status);
    }
    return eTag;
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("the server closed the connection");
      }
      if (next != '\r') {
        line.write(next);
      }
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
