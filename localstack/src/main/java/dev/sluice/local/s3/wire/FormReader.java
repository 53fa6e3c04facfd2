package dev.sluice.local.s3.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads `multipart/form-data` (RFC 7578) part by part, in constant memory.
final class FormReader {
  /// A part's head; its content is read from [FormReader#content].
  record Head(String name, Optional<String> fileName, Optional<String> contentType) {}

  private static final Pattern NAME =
      Pattern.compile("(?:^|[; ])name=\"?((?:[^\";\\\\]|\\\\.)*)\"?");
  private static final Pattern FILE = Pattern.compile("filename=\"?([^\"]*)\"?");
  private static final int BUFFER = 64 * 1024;
  private static final int MOST_HEAD = 16 * 1024;

  private final InputStream in;
  private final byte[] delimiter;
  private final byte[] buffer = new byte[BUFFER];
  private int start;
  private int end;
  private boolean inEnded;
  private boolean atDelimiter;

  FormReader(InputStream in, String boundary) {
    this.in = in;
    this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.UTF_8);
  }

  /// The next part's head; nothing behind the last part.
  Optional<Head> next() throws IOException {
    if (!atDelimiter) {
      String first = line();
      while (!first.startsWith("--")) {
        first = line();
      }
      if (!("\r\n" + first).equals(new String(delimiter, StandardCharsets.UTF_8))) {
        throw malformed();
      }
    } else {
      String rest = line();
      if (rest.startsWith("--")) {
        return Optional.empty();
      }
    }
    atDelimiter = false;
    String name = "";
    Optional<String> fileName = Optional.empty();
    Optional<String> contentType = Optional.empty();
    for (String header = line(); !header.isEmpty(); header = line()) {
      String lower = header.toLowerCase(Locale.ROOT);
      String value = header.substring(header.indexOf(':') + 1).strip();
      if (lower.startsWith("content-disposition:")) {
        Matcher matcher = NAME.matcher(value);
        name = matcher.find() ? matcher.group(1) : "";
        Matcher file = FILE.matcher(value);
        fileName = file.find() ? Optional.of(file.group(1)) : Optional.empty();
      } else if (lower.startsWith("content-type:")) {
        contentType = Optional.of(value);
      }
    }
    return Optional.of(new Head(name, fileName, contentType));
  }

  /// The content of the part whose head was read last.
  InputStream content() {
    return new Content();
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    while (true) {
      if (start == end && !fill()) {
        throw malformed();
      }
      byte one = buffer[start++];
      if (one == '\n') {
        String text = line.toString(StandardCharsets.UTF_8);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
      }
      line.write(one);
      if (line.size() > MOST_HEAD) {
        throw malformed();
      }
      if (line.size() == 2 && atDelimiter && line.toString(StandardCharsets.UTF_8).equals("--")) {
        return "--";
      }
    }
  }

  /// Reads more behind what is in the buffer.
  private boolean fill() throws IOException {
    if (inEnded) {
      return false;
    }
    if (start > 0) {
      System.arraycopy(buffer, start, buffer, 0, end - start);
      end -= start;
      start = 0;
    }
    int count = in.read(buffer, end, buffer.length - end);
    if (count < 0) {
      inEnded = true;
      return false;
    }
    end += count;
    return true;
  }

  private static S3Exception malformed() {
    return S3Error.MALFORMED_POST_REQUEST.refused();
  }

  private final class Content extends InputStream {
    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (atDelimiter) {
        return -1;
      }
      while (true) {
        int found = find();
        if (found == start) {
          start += delimiter.length;
          atDelimiter = true;
          return -1;
        }
        // What may be the beginning of a delimiter stays until more has come.
        int safe = found >= 0 ? found : Math.max(start, end - delimiter.length + 1);
        if (safe > start) {
          int count = Math.min(length, safe - start);
          System.arraycopy(buffer, start, bytes, offset, count);
          start += count;
          return count;
        }
        if (!fill()) {
          throw S3Error.INCOMPLETE_BODY.refused();
        }
      }
    }

    private int find() {
      int last = end - delimiter.length;
      outer:
      for (int i = start; i <= last; i++) {
        if (buffer[i] != '\r') {
          continue;
        }
        for (int j = 1; j < delimiter.length; j++) {
          if (buffer[i + j] != delimiter[j]) {
            continue outer;
          }
        }
        return i;
      }
      return -1;
    }
  }
}
