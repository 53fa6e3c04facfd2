package dev.sluice.local.access;

import dev.sluice.local.iam.ContextKeys;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// Permissions of requests to S3, with the bucket in the path.
public final class S3Access implements ServiceAccess {
  private static final String ARN = "arn:aws:s3:::";
  private static final String COPY_SOURCE = "x-amz-copy-source";
  private static final String VERSION = "versionId";
  private static final Map<String, String> LISTING =
      Map.of(
          "prefix", ContextKeys.S3_PREFIX,
          "delimiter", ContextKeys.S3_DELIMITER,
          "max-keys", ContextKeys.S3_MAX_KEYS);

  @Override
  public List<Access> of(Call call) {
    String[] path = path(call);
    String bucket = Call.decoded(path.length > 1 ? path[1] : "");
    // In paths a plus is a plus.
    String key = Call.decoded(path.length > 2 ? path[2].replace("+", "%2B") : "");
    Map<String, String> query = call.query();
    Map<String, String> context = context(call, query);
    String resource = bucket.isEmpty() ? "*" : ARN + bucket + (key.isEmpty() ? "" : "/" + key);
    List<Access> needed = new ArrayList<>();
    if (call.operation().equals("DeleteObjects")) {
      for (String one : keys(call.body())) {
        needed.add(new Access("s3:DeleteObject", ARN + bucket + "/" + one, context));
      }
    } else {
      for (String action : Actions.s3(call.operation(), query.containsKey(VERSION))) {
        needed.add(new Access(action, resource, context));
      }
    }
    String source = call.header(COPY_SOURCE);
    if (!source.isEmpty()) {
      needed.add(source(source, context));
    }
    Actions.S3_OF_HEADER.forEach(
        (header, action) -> {
          if (!call.header(header).isEmpty()) {
            needed.add(new Access(action, resource, context));
          }
        });
    return needed;
  }

  /// S3 tells only those who may list the bucket that there is no such key (Amazon S3 API
  /// reference, GetObject, "Permissions").
  @Override
  public List<Access> whenMissing(Call call) {
    boolean reads = call.operation().equals("GetObject") || call.operation().equals("HeadObject");
    return reads
        ? List.of(new Access("s3:ListBucket", ARN + Call.decoded(path(call)[1])))
        : List.of();
  }

  /// A list of what to delete has at most a thousand keys; all other bodies may be huge.
  @Override
  public boolean readsBody(String operation) {
    return operation.equals("DeleteObjects");
  }

  @Override
  public String actionInMessage(String action) {
    return action;
  }

  @Override
  public String resourceInMessage(String resource) {
    return '"' + resource + '"';
  }

  /// Nothing, the bucket and the key, percent-encoded.
  private static String[] path(Call call) {
    return call.uri().getRawPath().split("/", 3);
  }

  /// `bucket/key?versionId=…`, with or without a slash before it, percent-encoded.
  private static Access source(String header, Map<String, String> context) {
    String plain = header.startsWith("/") ? header.substring(1) : header;
    int version = plain.indexOf("?" + VERSION + "=");
    String path = Call.decoded(version < 0 ? plain : plain.substring(0, version));
    return new Access(version < 0 ? "s3:GetObject" : "s3:GetObjectVersion", ARN + path, context);
  }

  private static Map<String, String> context(Call call, Map<String, String> query) {
    Map<String, String> context = new LinkedHashMap<>();
    LISTING.forEach(
        (parameter, key) -> {
          if (query.containsKey(parameter)) {
            context.put(key, query.getOrDefault(parameter, ""));
          }
        });
    call.headers()
        .forEach(
            (name, value) -> {
              if (name.startsWith("x-amz-")) {
                context.put("s3:" + name, value);
              }
            });
    return context;
  }

  /// The keys in a DeleteObjects request; none if it can't be read, which S3 itself then says.
  private static List<String> keys(byte[] body) {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    List<String> keys = new ArrayList<>();
    try {
      XMLStreamReader xml = factory.createXMLStreamReader(new ByteArrayInputStream(body));
      while (xml.hasNext()) {
        if (xml.next() == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals("Key")) {
          keys.add(xml.getElementText());
        }
      }
      return keys;
    } catch (XMLStreamException unreadable) {
      return List.of();
    }
  }
}
