package dev.sluice.local.s3.operation;

import dev.sluice.local.s3.wire.Call;
import dev.sluice.local.s3.wire.Query;
import dev.sluice.local.s3.wire.S3Error;
import java.util.List;

/// Which operation a request asks for.
public final class Operations {
  /// Sub-resources that are refused by name rather than taken for the object itself.
  private static final List<String> ABSENT =
      List.of("legal-hold", "retention", "restore", "select", "torrent", "renameObject");

  private final Context context;
  private final BucketOperations ofBuckets;

  public Operations(Context context) {
    this.context = context;
    this.ofBuckets = new BucketOperations(context);
  }

  public Operation find(Call call) {
    if (call.bucket().isEmpty()) {
      if (call.method().equals("GET")) {
        return new ListBuckets(context);
      }
      throw notAllowed(call, "SERVICE");
    }
    return call.key().isEmpty() ? ofBuckets.find(call) : ofObject(call);
  }

  private Operation ofObject(Call call) {
    Query query = call.query();
    for (String absent : ABSENT) {
      if (query.has(absent)) {
        return new Fixed.Absent(absent);
      }
    }
    return switch (call.method()) {
      case "GET" -> getOfObject(query);
      case "HEAD" -> new GetObject(context);
      case "PUT" -> putOfObject(call, query);
      case "POST" -> postOfObject(call, query);
      case "DELETE" ->
          query.has("uploadId")
              ? new AbortMultipartUpload(context)
              : query.has("tagging")
                  ? new ObjectTagging.DeleteObjectTagging(context)
                  : new DeleteObject(context);
      default -> throw notAllowed(call, "OBJECT");
    };
  }

  private Operation getOfObject(Query query) {
    if (query.has("uploadId")) {
      return new ListParts(context);
    }
    if (query.has("attributes")) {
      return new GetObjectAttributes(context);
    }
    if (query.has("tagging")) {
      return new ObjectTagging.GetObjectTagging(context);
    }
    return query.has("acl") ? new Acls.GetObjectAcl(context) : new GetObject(context);
  }

  private Operation putOfObject(Call call, Query query) {
    boolean copies = call.header("x-amz-copy-source").isPresent();
    if (query.has("uploadId") || query.has("partNumber")) {
      return copies ? new UploadPartCopy(context) : new UploadPart(context);
    }
    if (query.has("tagging")) {
      return new ObjectTagging.PutObjectTagging(context);
    }
    if (query.has("acl")) {
      return new Acls.PutObjectAcl(context);
    }
    return copies ? new CopyObject(context) : new PutObject(context);
  }

  private Operation postOfObject(Call call, Query query) {
    if (query.has("uploads")) {
      return new CreateMultipartUpload(context);
    }
    if (query.has("uploadId")) {
      return new CompleteMultipartUpload(context);
    }
    throw notAllowed(call, "OBJECT");
  }

  static RuntimeException notAllowed(Call call, String type) {
    return S3Error.METHOD_NOT_ALLOWED
        .refused()
        .with("Method", call.method())
        .with("ResourceType", type);
  }
}
