package dev.sluice.local.s3.operation;

import dev.sluice.local.s3.wire.Call;

/// Which operation a request asks for.
public final class Operations {
  private final Context context;
  private final OperationTable ofObjects;
  private final OperationTable ofBuckets;

  public Operations(Context context) {
    this.context = context;
    this.ofObjects = ofObjects(context);
    this.ofBuckets = BucketOperations.table(context);
  }

  public Operation find(Call call) {
    if (!call.bucket().isEmpty()) {
      return (call.key().isEmpty() ? ofBuckets : ofObjects).find(call);
    }
    if (call.method().equals("GET")) {
      return new ListBuckets(context);
    }
    throw OperationTable.notAllowed(call, "SERVICE");
  }

  private static OperationTable ofObjects(Context context) {
    return new OperationTable("OBJECT")
        .absent("legal-hold", "GET", "PUT")
        .absent("retention", "GET", "PUT")
        .absent("torrent", "GET")
        .absent("renameObject", "PUT")
        .absent("restore", "POST")
        .absent("select", "POST")
        .add("GET", "uploadId", new ListParts(context))
        .add("GET", "attributes", new GetObjectAttributes(context))
        .add("GET", "tagging", new ObjectTagging.GetObjectTagging(context))
        .add("GET", "acl", new Acls.GetObjectAcl(context))
        .add("GET", "partNumber", new GetObject(context))
        .itself("GET", _ -> new GetObject(context))
        .add("HEAD", "partNumber", new GetObject(context))
        .itself("HEAD", _ -> new GetObject(context))
        .add("PUT", "uploadId", call -> part(context, call))
        .add("PUT", "partNumber", call -> part(context, call))
        .add("PUT", "tagging", new ObjectTagging.PutObjectTagging(context))
        .add("PUT", "acl", new Acls.PutObjectAcl(context))
        .itself("PUT", call -> copies(call) ? new CopyObject(context) : new PutObject(context))
        .add("POST", "uploads", new CreateMultipartUpload(context))
        .add("POST", "uploadId", new CompleteMultipartUpload(context))
        .add("DELETE", "uploadId", new AbortMultipartUpload(context))
        .add("DELETE", "tagging", new ObjectTagging.DeleteObjectTagging(context))
        .itself("DELETE", _ -> new DeleteObject(context));
  }

  private static Operation part(Context context, Call call) {
    return copies(call) ? new UploadPartCopy(context) : new UploadPart(context);
  }

  private static boolean copies(Call call) {
    return call.header("x-amz-copy-source").isPresent();
  }
}
