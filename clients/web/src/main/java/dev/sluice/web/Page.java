package dev.sluice.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The upload page as a server sends it: its bytes, their type, and the headers that keep it safe.
/// It is one file without a build step; beside it the server may answer `session.json` (`{"api":
/// "http://localhost:4566/_sluice", "token": "…"}`), else the page asks its user.
///
/// The content security policy stands in the page itself, so that it holds wherever the file is
/// put; here it becomes a header, which alone can forbid framing (CSP level 3, section 3.3: a
/// `<meta>` policy's `frame-ancestors` is ignored).
public final class Page {
  private static final String RESOURCE = "index.html";
  private static final Pattern POLICY =
      Pattern.compile("<meta http-equiv=\"Content-Security-Policy\" content=\"([^\"]+)\">");

  private final byte[] bytes;
  private final Map<String, String> headers;

  private Page(byte[] bytes, Map<String, String> headers) {
    this.bytes = bytes;
    this.headers = headers;
  }

  /// Reads the page from this module.
  public static Page load() {
    try (@Nullable InputStream file = Page.class.getResourceAsStream(RESOURCE)) {
      if (file == null) {
        throw new IllegalStateException(RESOURCE + " is missing beside " + Page.class.getName());
      }
      return of(file.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Page of(byte[] bytes) {
    Matcher policy = POLICY.matcher(new String(bytes, StandardCharsets.UTF_8));
    if (!policy.find()) {
      throw new IllegalStateException(RESOURCE + " has no content security policy");
    }
    var headers = new TreeMap<String, String>();
    headers.put("Cache-Control", "no-cache");
    headers.put("Content-Security-Policy", policy.group(1) + "; frame-ancestors 'none'");
    headers.put("Cross-Origin-Opener-Policy", "same-origin");
    headers.put("Referrer-Policy", "no-referrer");
    headers.put("X-Content-Type-Options", "nosniff");
    return new Page(bytes, Map.copyOf(headers));
  }

  /// The file, UTF-8; a copy.
  public byte[] bytes() {
    return bytes.clone();
  }

  /// For `Content-Type`.
  public String contentType() {
    return "text/html; charset=utf-8";
  }

  /// To be sent beside `Content-Type`: content security policy, `nosniff`, `no-referrer`, and that
  /// a cached copy is asked about again.
  public Map<String, String> headers() {
    return headers;
  }
}
