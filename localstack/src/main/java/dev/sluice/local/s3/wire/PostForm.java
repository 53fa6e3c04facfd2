package dev.sluice.local.s3.wire;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A form with which a browser uploads: its fields up to the file, and the file.
public final class PostForm {
  /// "The form data and boundary… excluding the file can't exceed 20 KB".
  private static final int MOST_FIELDS = 20 * 1024;

  private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";,]+)\"?");

  private final Map<String, String> fields;
  private final InputStream file;
  private final Optional<PostPolicy> policy;

  private PostForm(Map<String, String> fields, InputStream file, Optional<PostPolicy> policy) {
    this.fields = fields;
    this.file = file;
    this.policy = policy;
  }

  public static PostForm read(Call call) throws IOException {
    String type = call.header("content-type").orElse("");
    Matcher boundary = BOUNDARY.matcher(type);
    if (!type.toLowerCase(Locale.ROOT).startsWith("multipart/form-data") || !boundary.find()) {
      throw S3Error.PRECONDITION_FAILED
          .refused()
          .with("Condition", "Bucket POST must be of the enclosure-type multipart/form-data");
    }
    FormReader reader = new FormReader(call.body().stream(), boundary.group(1));
    Map<String, String> fields = new LinkedHashMap<>();
    int size = 0;
    while (true) {
      Optional<FormReader.Head> head = reader.next();
      if (head.isEmpty()) {
        throw S3Error.INVALID_ARGUMENT
            .refused("POST requires exactly one file upload per request.")
            .with("ArgumentName", "file")
            .with("ArgumentValue", "0");
      }
      String name = head.get().name().toLowerCase(Locale.ROOT);
      if (name.equals("file")) {
        return of(call, fields, head.get(), reader.content());
      }
      byte[] value = reader.content().readAllBytes();
      size += name.length() + value.length;
      if (size > MOST_FIELDS) {
        throw S3Error.MALFORMED_POST_REQUEST.refused(
            "Your POST request fields preceding the upload file were too large.");
      }
      fields.put(name, utf8(value));
    }
  }

  /// Fields by their names in lower case.
  public Map<String, String> fields() {
    return fields;
  }

  public Optional<String> field(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  /// @throws S3Exception in AWS's words if there is none
  public String required(String name, String spelled) {
    return field(name).orElseThrow(() -> missing(spelled));
  }

  public String key() {
    return fields.getOrDefault("key", "");
  }

  public InputStream file() {
    return file;
  }

  public Optional<PostPolicy> policy() {
    return policy;
  }

  private static PostForm of(
      Call call, Map<String, String> fields, FormReader.Head head, InputStream file) {
    if (fields.getOrDefault("key", "").isEmpty()) {
      throw missing("key");
    }
    Optional<PostPolicy> policy = Optional.ofNullable(fields.get("policy")).map(PostPolicy::decode);
    String name = head.fileName().orElse("").replaceFirst(".*[/\\\\]", "");
    fields.computeIfPresent("key", (_, key) -> key.replace("${filename}", name));
    fields.put("bucket", call.bucket());
    return new PostForm(fields, file, policy);
  }

  private static String utf8(byte[] value) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString();
    } catch (CharacterCodingException notUtf8) {
      throw S3Error.MALFORMED_POST_REQUEST.refused();
    }
  }

  private static S3Exception missing(String name) {
    return S3Error.argument(
        name,
        "",
        "Bucket POST must contain a field named '%s'.  If it is specified, please check the order of the fields."
            .formatted(name));
  }
}
