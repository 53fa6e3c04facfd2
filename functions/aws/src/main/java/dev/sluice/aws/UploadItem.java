package dev.sluice.aws;

import dev.sluice.core.collection.CollectionName;
import dev.sluice.core.media.MediaType;
import dev.sluice.core.upload.Checksum;
import dev.sluice.core.upload.Cursor;
import dev.sluice.core.upload.Declaration;
import dev.sluice.core.upload.FileName;
import dev.sluice.core.upload.MultipartId;
import dev.sluice.core.upload.ObjectKey;
import dev.sluice.core.upload.Plan;
import dev.sluice.core.upload.State;
import dev.sluice.core.upload.StoredObject;
import dev.sluice.core.upload.TenantId;
import dev.sluice.core.upload.Upload;
import dev.sluice.core.upload.UploadId;
import dev.sluice.core.verdict.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// An upload as an item. Every item names its schema's version; there is one so far.
///
/// `tenant`, the index's key, is there only while the upload is listed; `ttl` only once it has
/// ended or while it waits for bytes that may never come, so that DynamoDB removes the record a
/// while later.
final class UploadItem {
  private static final String SORT_KEY = "UP";
  private static final String SCHEMA_VERSION = "1";
  private static final Duration KEPT_AFTER_THE_END = Duration.ofDays(30);

  /// Always three digits of a second, so that text sorts as time does.
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

  private UploadItem() {}

  static AttributeValue partitionOf(UploadId id) {
    return AttributeValue.fromS("UP#" + id);
  }

  static Map<String, AttributeValue> keyOf(UploadId id) {
    return Map.of("pk", partitionOf(id), "sk", AttributeValue.fromS(SORT_KEY));
  }

  static Map<String, AttributeValue> listKeyOf(TenantId tenant, Cursor cursor) {
    Map<String, AttributeValue> key = new HashMap<>(keyOf(cursor.id()));
    key.put("tenant", AttributeValue.fromS(tenant.value()));
    key.put("createdAt", AttributeValue.fromS(TIME.format(cursor.createdAt())));
    return key;
  }

  /// The values of a condition that the stored upload is still this one.
  static Map<String, AttributeValue> expected(Upload upload) {
    return Map.of(
        ":state", AttributeValue.fromS(upload.state().name()),
        ":version", AttributeValue.fromN(Long.toString(upload.version())));
  }

  static Map<String, AttributeValue> of(Upload upload) {
    Declaration declaration = upload.declaration();
    Writer item = new Writer();
    item.attributes.putAll(keyOf(upload.id()));
    item.number("schemaVersion", SCHEMA_VERSION);
    item.text("state", upload.state().name());
    item.number("version", upload.version());
    item.text("id", upload.id().value());
    item.text("tenantId", declaration.tenant().value());
    item.text("collection", declaration.collection().value());
    item.text("fileName", declaration.fileName().value());
    item.number("size", declaration.size());
    item.text("declaredType", declaration.declaredType().toString());
    declaration.checksum().ifPresent(checksum -> item.text("sha256", checksum.base64()));
    item.time("createdAt", declaration.createdAt());
    switch (upload) {
      case Upload.Pending pending -> {
        item.plan(pending.plan());
        item.time("expiresAt", pending.expiresAt());
        // Nobody may ever ask for it again, and then nobody would end it.
        item.removed(pending.expiresAt());
        item.listed(declaration);
      }
      case Upload.Uploaded uploaded -> {
        item.object(uploaded.object());
        item.listed(declaration);
      }
      case Upload.Scanning scanning -> {
        item.object(scanning.object());
        item.text("found", scanning.found().toString());
        item.time("deadline", scanning.deadline());
        item.flag("ordered", scanning.ordered());
        item.listed(declaration);
      }
      case Upload.Ready ready -> {
        item.object(ready.object());
        item.text("found", ready.found().toString());
        item.time("judgedAt", ready.judgedAt());
        item.flag("dispatched", ready.dispatched());
        item.flag("announced", ready.announced());
        item.listed(declaration);
      }
      case Upload.Rejected rejected -> {
        item.text("found", rejected.found().toString());
        item.text("reasonCode", rejected.reason().code().name());
        item.text("reasonDetail", rejected.reason().detail());
        item.time("judgedAt", rejected.judgedAt());
        item.flag("dispatched", rejected.dispatched());
        item.listed(declaration);
      }
      case Upload.Aborted aborted -> item.ended(aborted.endedAt());
      case Upload.Expired expired -> item.ended(expired.endedAt());
      case Upload.Deleted deleted -> item.ended(deleted.endedAt());
    }
    return item.attributes;
  }

  static Upload upload(Map<String, AttributeValue> attributes) {
    Reader item = new Reader(attributes);
    Declaration declaration =
        new Declaration(
            new UploadId(item.text("id")),
            new TenantId(item.text("tenantId")),
            new CollectionName(item.text("collection")),
            new FileName(item.text("fileName")),
            item.number("size"),
            MediaType.parse(item.text("declaredType")),
            item.has("sha256") ? Optional.of(new Checksum(item.text("sha256"))) : Optional.empty(),
            item.time("createdAt"));
    long version = item.number("version");
    return switch (State.valueOf(item.text("state"))) {
      case PENDING -> new Upload.Pending(declaration, version, item.plan(), item.time("expiresAt"));
      case UPLOADED -> new Upload.Uploaded(declaration, version, item.object(declaration));
      case SCANNING ->
          new Upload.Scanning(
              declaration,
              version,
              item.object(declaration),
              MediaType.parse(item.text("found")),
              item.time("deadline"),
              item.flag("ordered"));
      case READY ->
          new Upload.Ready(
              declaration,
              version,
              item.object(declaration),
              MediaType.parse(item.text("found")),
              item.time("judgedAt"),
              item.flag("dispatched"),
              item.flag("announced"));
      case REJECTED ->
          new Upload.Rejected(
              declaration,
              version,
              MediaType.parse(item.text("found")),
              new Reason(Reason.Code.valueOf(item.text("reasonCode")), item.text("reasonDetail")),
              item.time("judgedAt"),
              item.flag("dispatched"));
      case ABORTED -> new Upload.Aborted(declaration, version, item.time("endedAt"));
      case EXPIRED -> new Upload.Expired(declaration, version, item.time("endedAt"));
      case DELETED -> new Upload.Deleted(declaration, version, item.time("endedAt"));
    };
  }

  private static final class Writer {
    private final Map<String, AttributeValue> attributes = new HashMap<>();

    void text(String name, String value) {
      attributes.put(name, AttributeValue.fromS(value));
    }

    void number(String name, long value) {
      number(name, Long.toString(value));
    }

    void number(String name, String value) {
      attributes.put(name, AttributeValue.fromN(value));
    }

    void flag(String name, boolean value) {
      attributes.put(name, AttributeValue.fromBool(value));
    }

    void time(String name, Instant value) {
      text(name, TIME.format(value));
    }

    void plan(Plan plan) {
      switch (plan) {
        case Plan.Single _ -> {}
        case Plan.Multipart parts -> {
          text("multipartId", parts.multipartId().value());
          number("partSize", parts.partSize());
          number("partCount", parts.partCount());
        }
      }
    }

    void object(StoredObject object) {
      text("eTag", object.eTag());
      number("storedSize", object.size());
    }

    void listed(Declaration declaration) {
      text("tenant", declaration.tenant().value());
    }

    void removed(Instant end) {
      number("ttl", end.plus(KEPT_AFTER_THE_END).getEpochSecond());
    }

    void ended(Instant endedAt) {
      time("endedAt", endedAt);
      removed(endedAt);
    }
  }

  private record Reader(Map<String, AttributeValue> attributes) {
    boolean has(String name) {
      return attributes.containsKey(name);
    }

    String text(String name) {
      return value(name).s();
    }

    long number(String name) {
      return Long.parseLong(value(name).n());
    }

    boolean flag(String name) {
      return value(name).bool();
    }

    Instant time(String name) {
      return Instant.parse(text(name));
    }

    Plan plan() {
      return has("multipartId")
          ? new Plan.Multipart(
              new MultipartId(text("multipartId")),
              number("partSize"),
              Math.toIntExact(number("partCount")))
          : new Plan.Single();
    }

    StoredObject object(Declaration declaration) {
      return new StoredObject(
          ObjectKey.ofUpload(declaration.tenant(), declaration.id()),
          text("eTag"),
          number("storedSize"));
    }

    private AttributeValue value(String name) {
      AttributeValue value = attributes.get(name);
      if (value == null) {
        throw new IllegalStateException("the item has no attribute " + name);
      }
      return value;
    }
  }
}
