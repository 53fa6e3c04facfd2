package dev.sluice.local.s3.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/// What is answered.
///
/// @param headers besides those of every answer
public record Answer(int status, Map<String, String> headers, Content content) {
  /// An answer's body.
  public sealed interface Content {}

  public record Nothing() implements Content {}

  /// @param text written as UTF-8
  public record Text(String text) implements Content {}

  /// Bytes that are written as they are read.
  public record Stream(long length, Source source) implements Content {}

  /// No body, but the headers of one that long.
  public record Described(long length) implements Content {}

  /// Writes a body, and is closed whether that was asked for or not.
  public interface Source extends AutoCloseable {
    void writeTo(OutputStream out) throws IOException;

    @Override
    void close();
  }

  public static Answer empty(int status) {
    return new Answer(status, new LinkedHashMap<>(), new Nothing());
  }

  public static Answer xml(Xml xml) {
    return xml(200, xml);
  }

  static Answer xml(int status, Xml xml) {
    Answer answer = new Answer(status, new LinkedHashMap<>(), new Text(xml.toString()));
    return answer.header("Content-Type", "application/xml");
  }

  /// Adds a header.
  public Answer header(String name, String value) {
    headers.put(name, value);
    return this;
  }
}
