package dev.sluice.local.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.local.http.CallRecord;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Calls are recorded by the names of the API reference, whether they are answered or refused.
class OperationNamesTest {
  @TempDir private Path data;
  private Service service;

  @BeforeEach
  void start() {
    service = new Service(data);
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /, ListBuckets",
    "HEAD, /uploads, HeadBucket",
    "GET, /uploads, ListObjects",
    "GET, /uploads?list-type=2, ListObjectsV2",
    "GET, /uploads?versions=, ListObjectVersions",
    "GET, /uploads?uploads=, ListMultipartUploads",
    "GET, /uploads?location=, GetBucketLocation",
    "GET, /uploads?cors=, GetBucketCors",
    "GET, /uploads?lifecycle=, GetBucketLifecycleConfiguration",
    "DELETE, /uploads?lifecycle=, DeleteBucketLifecycle",
    "GET, /uploads?notification=, GetBucketNotificationConfiguration",
    "PUT, /uploads?notification=, PutBucketNotificationConfiguration",
    "GET, /uploads?policy=, GetBucketPolicy",
    "GET, /uploads?policyStatus=, GetBucketPolicyStatus",
    "PUT, /uploads?publicAccessBlock=, PutPublicAccessBlock",
    "GET, /uploads?tagging=, GetBucketTagging",
    "PUT, /uploads?versioning=, PutBucketVersioning",
    "GET, /uploads?encryption=, GetBucketEncryption",
    "GET, /uploads?website=, GetBucketWebsite",
    "POST, /uploads?delete=, DeleteObjects",
    "PUT, /other, CreateBucket",
    "DELETE, /other, DeleteBucket",
    "GET, /uploads/a, GetObject",
    "HEAD, /uploads/a, HeadObject",
    "PUT, /uploads/a, PutObject",
    "DELETE, /uploads/a, DeleteObject",
    "GET, /uploads/a?attributes=, GetObjectAttributes",
    "GET, /uploads/a?acl=, GetObjectAcl",
    "GET, /uploads/a?tagging=, GetObjectTagging",
    "PUT, /uploads/a?tagging=, PutObjectTagging",
    "DELETE, /uploads/a?tagging=, DeleteObjectTagging",
    "POST, /uploads/a?uploads=, CreateMultipartUpload",
    "PUT, /uploads/a?uploadId=u&partNumber=1, UploadPart",
    "GET, /uploads/a?uploadId=u, ListParts",
    "POST, /uploads/a?uploadId=u, CompleteMultipartUpload",
    "DELETE, /uploads/a?uploadId=u, AbortMultipartUpload",
    "POST, /uploads/a, Unknown"
  })
  void a_call_has_its_name(String method, String target, String name) {
    service.raw.call(method, target);

    CallRecord call = recorded();
    assertThat(call.operation()).isEqualTo(name);
    assertThat(call.resource()).isEqualTo(target.replaceFirst("[?].*", ""));
    assertThat(call.principal()).isEqualTo(Service.KEY);
  }

  @Test
  void copies_are_told_by_their_source() {
    Map<String, String> source = Map.of("x-amz-copy-source", "/uploads/a");
    service.raw.call("PUT", "/uploads/b", source, "");
    assertThat(recorded().operation()).isEqualTo("CopyObject");

    service.raw.call("PUT", "/uploads/b?uploadId=u&partNumber=1", source, "");
    assertThat(recorded().operation()).isEqualTo("UploadPartCopy");
  }

  @Test
  void a_bucket_in_the_hosts_name_is_the_same_resource() {
    service.raw.send(
        service.raw.request(
            "GET", "/a%20b", Map.of("host", "uploads.localhost:" + service.door.port()), ""));

    CallRecord call = recorded();
    assertThat(call.operation()).isEqualTo("GetObject");
    assertThat(call.resource()).isEqualTo("/uploads/a%20b");
  }

  /// The one call since the last time; it is recorded once its answer is on its way.
  private CallRecord recorded() {
    List<CallRecord> calls = await().until(service.recorder::calls, it -> !it.isEmpty());
    service.recorder.clear();
    assertThat(calls).hasSize(1);
    return calls.getFirst();
  }
}
