package dev.sluice.local.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every sub-resource by every method: what AWS does not have is refused, and never taken for the
/// bucket or the object itself (Amazon S3 API reference, request syntaxes of all operations).
class SubResourcesTest {
  private static final List<String> METHODS = List.of("GET", "HEAD", "PUT", "POST", "DELETE");

  private static final Map<String, List<String>> OF_OBJECTS =
      Map.ofEntries(
          Map.entry("acl", List.of("GET", "PUT")),
          Map.entry("attributes", List.of("GET")),
          Map.entry("legal-hold", List.of("GET", "PUT")),
          Map.entry("partNumber", List.of("GET", "HEAD", "PUT")),
          Map.entry("renameObject", List.of("PUT")),
          Map.entry("restore", List.of("POST")),
          Map.entry("retention", List.of("GET", "PUT")),
          Map.entry("select", List.of("POST")),
          Map.entry("tagging", List.of("GET", "PUT", "DELETE")),
          Map.entry("torrent", List.of("GET")),
          Map.entry("uploadId", List.of("GET", "PUT", "POST", "DELETE")),
          Map.entry("uploads", List.of("POST")));

  private static final Map<String, List<String>> OF_BUCKETS =
      Map.ofEntries(
          Map.entry("abac", List.of("GET", "PUT")),
          Map.entry("accelerate", List.of("GET", "PUT")),
          Map.entry("acl", List.of("GET", "PUT")),
          Map.entry("analytics", List.of("GET", "PUT", "DELETE")),
          Map.entry("cors", List.of("GET", "PUT", "DELETE")),
          Map.entry("delete", List.of("POST")),
          Map.entry("encryption", List.of("GET", "PUT", "DELETE")),
          Map.entry("intelligent-tiering", List.of("GET", "PUT", "DELETE")),
          Map.entry("inventory", List.of("GET", "PUT", "DELETE")),
          Map.entry("lifecycle", List.of("GET", "PUT", "DELETE")),
          Map.entry("location", List.of("GET")),
          Map.entry("logging", List.of("GET", "PUT")),
          Map.entry("metadataConfiguration", List.of("GET", "POST", "DELETE")),
          Map.entry("metadataInventoryTable", List.of("PUT")),
          Map.entry("metadataJournalTable", List.of("PUT")),
          Map.entry("metadataTable", List.of("GET", "POST", "DELETE")),
          Map.entry("metrics", List.of("GET", "PUT", "DELETE")),
          Map.entry("notification", List.of("GET", "PUT")),
          Map.entry("object-lock", List.of("GET", "PUT")),
          Map.entry("ownershipControls", List.of("GET", "PUT", "DELETE")),
          Map.entry("policy", List.of("GET", "PUT", "DELETE")),
          Map.entry("policyStatus", List.of("GET")),
          Map.entry("publicAccessBlock", List.of("GET", "PUT", "DELETE")),
          Map.entry("replication", List.of("GET", "PUT", "DELETE")),
          Map.entry("requestPayment", List.of("GET", "PUT")),
          Map.entry("session", List.of("GET")),
          Map.entry("tagging", List.of("GET", "PUT", "DELETE")),
          Map.entry("uploads", List.of("GET")),
          Map.entry("versioning", List.of("GET", "PUT")),
          Map.entry("versions", List.of("GET")),
          Map.entry("website", List.of("GET", "PUT", "DELETE")));

  @TempDir private Path data;
  private Service service;

  @BeforeEach
  void start() {
    service = new Service(data);
    assertThat(service.raw.call("PUT", "/uploads/k", Map.of(), "content").status()).isEqualTo(200);
    assertThat(service.raw.call("PUT", "/empty").status()).isEqualTo(200);
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void of_an_object() {
    each("/uploads/k", "OBJECT", OF_OBJECTS, OF_BUCKETS);

    assertThat(service.raw.call("GET", "/uploads/k").body()).isEqualTo("content");
  }

  @Test
  void of_a_bucket() {
    each("/empty", "BUCKET", OF_BUCKETS, OF_OBJECTS);

    assertThat(service.raw.call("HEAD", "/empty").status()).isEqualTo(200);
  }

  @Test
  void what_is_no_sub_resource_changes_nothing() {
    assertThat(service.raw.call("GET", "/uploads/k?x-id=GetObject&other=").body())
        .isEqualTo("content");
    assertThat(service.raw.call("DELETE", "/uploads/k?x-id=DeleteObject").status()).isEqualTo(204);
    assertThat(service.raw.call("DELETE", "/empty?x-id=DeleteBucket").status()).isEqualTo(204);
  }

  @Test
  void a_key_that_is_deleted_among_many_has_a_character() {
    RawS3.Answer answer =
        service.raw.call(
            "POST",
            "/uploads?delete=",
            Map.of("content-md5", "D4u8Yz2FKBjaKmHO7IlgxQ=="),
            "<Delete><Object><Key></Key></Object></Delete>");

    assertThat(answer.code()).isEqualTo("MalformedXML");
  }

  @Test
  void a_cors_rule_exposes_no_pattern() {
    RawS3.Answer answer =
        service.raw.call(
            "PUT",
            "/empty?cors=",
            Map.of(),
            "<CORSConfiguration><CORSRule><AllowedMethod>GET</AllowedMethod>"
                + "<AllowedOrigin>*</AllowedOrigin><ExposeHeader>*</ExposeHeader>"
                + "</CORSRule></CORSConfiguration>");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("do not support wildcard for ExposeHeader");
  }

  /// @param others are of the other kind of resource, and no method here has those that are not of
  ///   this one, too
  private void each(
      String target, String type, Map<String, List<String>> own, Map<String, List<String>> others) {
    SoftAssertions softly = new SoftAssertions();
    own.forEach((name, methods) -> each(softly, target, type, name, methods));
    others.keySet().stream()
        .filter(name -> !own.containsKey(name))
        .forEach(name -> each(softly, target, type, name, List.of()));
    softly.assertAll();
  }

  private void each(
      SoftAssertions softly, String target, String type, String name, List<String> methods) {
    for (String method : METHODS) {
      RawS3.Answer answer = service.raw.call(method, target + "?" + name + "=");
      if (methods.contains(method)) {
        softly.assertThat(answer.status()).as("%s ?%s", method, name).isNotEqualTo(405);
      } else {
        softly.assertThat(answer.status()).as("%s ?%s", method, name).isEqualTo(405);
        if (!method.equals("HEAD")) {
          softly
              .assertThat(answer.body())
              .contains(
                  "<Code>MethodNotAllowed</Code><Message>The specified method is not allowed"
                      + " against this resource.</Message><Method>"
                      + method
                      + "</Method><ResourceType>"
                      + type
                      + "</ResourceType>");
        }
      }
    }
  }
}
