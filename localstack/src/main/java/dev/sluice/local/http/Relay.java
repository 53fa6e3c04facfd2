package dev.sluice.local.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;

/// Hands requests on to a server behind the door, byte for byte: the path, the query and the Host
/// header stay as they are, since they are signed. Bodies stream, whatever their size. The JDK's
/// client can't do it: it writes a Host header of its own.
public final class Relay implements HttpHandler, AutoCloseable {
  private static final int BUFFER = 64 * 1024;
  private static final long IDLE_NANOS = 5_000_000_000L;
  private static final Set<String> OF_ONE_CONNECTION =
      Set.of("connection", "keep-alive", "transfer-encoding", "expect", "upgrade");

  private final InetSocketAddress server;
  private final ConcurrentLinkedDeque<Connection> idle = new ConcurrentLinkedDeque<>();

  public Relay(InetSocketAddress server) {
    this.server = server;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    Connection connection = connection();
    boolean reusable = false;
    try {
      connection.send(exchange);
      reusable = connection.answer(exchange);
    } finally {
      if (reusable) {
        connection.idleSince = System.nanoTime();
        idle.push(connection);
      } else {
        connection.close();
      }
    }
  }

  @Override
  public void close() {
    idle.forEach(Connection::close);
    idle.clear();
  }

  private Connection connection() throws IOException {
    for (Connection kept = idle.poll(); kept != null; kept = idle.poll()) {
      if (System.nanoTime() - kept.idleSince < IDLE_NANOS) {
        return kept;
      }
      kept.close();
    }
    return new Connection(server);
  }

  private static final class Connection {
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private long idleSince;

    Connection(InetSocketAddress server) throws IOException {
      socket = new Socket(server.getAddress(), server.getPort());
      socket.setTcpNoDelay(true);
      in = new BufferedInputStream(socket.getInputStream(), BUFFER);
      out = new BufferedOutputStream(socket.getOutputStream(), BUFFER);
    }

    void close() {
      try {
        socket.close();
      } catch (IOException _) {
        // It is of no use any more, closed or not.
      }
    }

    void send(HttpExchange exchange) throws IOException {
      Headers headers = exchange.getRequestHeaders();
      line(exchange.getRequestMethod() + ' ' + exchange.getRequestURI() + " HTTP/1.1");
      for (Map.Entry<String, List<String>> header : headers.entrySet()) {
        if (!OF_ONE_CONNECTION.contains(header.getKey().toLowerCase(Locale.ROOT))) {
          for (String value : header.getValue()) {
            line(header.getKey() + ": " + value);
          }
        }
      }
      boolean chunked = headers.containsKey("Transfer-Encoding");
      if (chunked) {
        line("Transfer-Encoding: chunked");
      }
      line("");
      if (chunked) {
        sendChunks(exchange.getRequestBody());
      } else {
        exchange.getRequestBody().transferTo(out);
      }
      out.flush();
    }

    private void sendChunks(InputStream body) throws IOException {
      byte[] buffer = new byte[BUFFER];
      for (int length = body.read(buffer); length >= 0; length = body.read(buffer)) {
        if (length > 0) {
          line(Integer.toHexString(length));
          out.write(buffer, 0, length);
          line("");
        }
      }
      line("0");
      line("");
    }

    /// @return whether the connection may be used again
    boolean answer(HttpExchange exchange) throws IOException {
      int status = status();
      while (status == 100) {
        skipHeaders();
        status = status();
      }
      Headers headers = exchange.getResponseHeaders();
      long length = -1;
      boolean chunked = false;
      boolean keep = true;
      for (String header = line(); !header.isEmpty(); header = line()) {
        int colon = header.indexOf(':');
        String name = header.substring(0, colon).toLowerCase(Locale.ROOT);
        String value = header.substring(colon + 1).strip();
        switch (name) {
          case "content-length" -> length = Long.parseLong(value);
          case "transfer-encoding" -> chunked = value.equalsIgnoreCase("chunked");
          case "connection" -> keep = !value.equalsIgnoreCase("close");
          default -> headers.add(header.substring(0, colon), value);
        }
      }
      boolean bodiless =
          exchange.getRequestMethod().equals("HEAD") || status == 204 || status == 304;
      if (bodiless) {
        if (length >= 0) {
          headers.set("Content-Length", Long.toString(length));
        }
        exchange.sendResponseHeaders(status, -1);
      } else if (chunked) {
        exchange.sendResponseHeaders(status, 0);
        copyChunks(exchange.getResponseBody());
      } else if (length >= 0) {
        exchange.sendResponseHeaders(status, length == 0 ? -1 : length);
        copy(length, exchange.getResponseBody());
      } else {
        exchange.sendResponseHeaders(status, 0);
        in.transferTo(exchange.getResponseBody());
        keep = false;
      }
      return keep;
    }

    private int status() throws IOException {
      String line = line();
      if (!line.startsWith("HTTP/1.1 ") || line.length() < 12) {
        throw new IOException("the server behind the door answered no HTTP");
      }
      return Integer.parseInt(line.substring(9, 12));
    }

    private void skipHeaders() throws IOException {
      while (!line().isEmpty()) {
        // An interim answer's headers are of no use to anyone.
      }
    }

    private void copyChunks(OutputStream body) throws IOException {
      while (true) {
        String head = line();
        int semicolon = head.indexOf(';');
        long length =
            Long.parseLong(semicolon < 0 ? head : head.substring(0, semicolon).strip(), 16);
        if (length == 0) {
          skipHeaders();
          return;
        }
        copy(length, body);
        line();
      }
    }

    private void copy(long length, OutputStream to) throws IOException {
      byte[] buffer = new byte[BUFFER];
      long left = length;
      while (left > 0) {
        int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
        if (read < 0) {
          throw new EOFException("the server behind the door closed in the middle of an answer");
        }
        to.write(buffer, 0, read);
        left -= read;
      }
    }

    private void line(String text) throws IOException {
      out.write((text + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    private String line() throws IOException {
      StringBuilder line = new StringBuilder();
      for (int next = in.read(); next != '\n'; next = in.read()) {
        if (next < 0) {
          throw new EOFException("the server behind the door closed the connection");
        }
        if (next != '\r') {
          line.append((char) next);
        }
      }
      return line.toString();
    }
  }
}
