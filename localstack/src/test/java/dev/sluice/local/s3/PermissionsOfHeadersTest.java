package dev.sluice.local.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.local.iam.Authority;
import dev.sluice.local.iam.Permissions;
import dev.sluice.local.iam.Policy;
import dev.sluice.local.iam.Principal;
import dev.sluice.local.s3.access.Authorizer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/// What a request needs besides its operation's own permission, and that every refusal names what
/// was missing.
class PermissionsOfHeadersTest {
  private static final String ROLE = "arn:aws:iam::000000000000:role/r";
  private static final String POLICY =
      """
      {"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Action": "s3:*", "Resource": "arn:aws:s3:::uploads/all/*"},
        {"Effect": "Allow", "Action": ["s3:GetObject", "s3:PutObject"],
         "Resource": "arn:aws:s3:::uploads/open/*"},
        {"Effect": "Allow", "Action": ["s3:GetObject", "s3:PutObject", "s3:PutObjectTagging"],
         "Resource": "arn:aws:s3:::uploads/tagged/*"},
        {"Effect": "Allow", "Action": ["s3:GetObjectAttributes", "s3:PutObject"],
         "Resource": "arn:aws:s3:::uploads/told/*"},
        {"Effect": "Allow", "Action": "s3:CreateBucket", "Resource": "arn:aws:s3:::another"}]}
      """;

  @TempDir private Path data;
  private final InstantSource clock = InstantSource.system();
  private Service service;
  private RawS3 raw;

  @BeforeEach
  void start() {
    Policy policy =
        Policy.parse(
            "P",
            Policy.Kind.IDENTITY,
            JsonMapper.shared().readTree(POLICY),
            problem -> {
              throw new AssertionError(problem.toString());
            });
    service =
        new Service(
            data,
            clock,
            new Authorizer(
                new Permissions(new Authority(Map.of(ROLE, List.of(policy)), Map.of())),
                _ -> Optional.of(new Principal.Role(ROLE, "s")),
                clock));
    raw = service.raw;
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @ParameterizedTest
  @CsvSource({
    "x-amz-tagging, a=b, s3:PutObjectTagging",
    "x-amz-acl, bucket-owner-full-control, s3:PutObjectAcl",
    "x-amz-grant-read, id=x, s3:PutObjectAcl",
  })
  void headers_of_a_write_need_their_permission(String name, String value, String action) {
    for (String method : new String[] {"PUT /open/a", "POST /open/a?uploads="}) {
      String[] line = method.split(" ", -1);
      refused(raw.call(line[0], "/uploads" + line[1], Map.of(name, value), ""), action, "open/a");
    }
    assertThat(raw.call("PUT", "/uploads/all/a", Map.of(name, value), "").status())
        .isNotEqualTo(403);
  }

  @Test
  void fields_of_a_form_need_their_permission() {
    String tags = "<Tagging><TagSet><Tag><Key>a</Key><Value>b</Value></Tag></TagSet></Tagging>";

    refused(post("open/a", "tagging", tags), "s3:PutObjectTagging", "open/a");
    refused(post("open/a", "acl", "bucket-owner-full-control"), "s3:PutObjectAcl", "open/a");
    assertThat(post("open/a", "x-amz-meta-a", "b").status()).isEqualTo(204);
    assertThat(post("all/a", "tagging", tags).status()).isEqualTo(204);
    assertThat(post("all/a", "acl", "bucket-owner-full-control").status()).isEqualTo(204);
    assertThat(post("all/a", "acl", "public-read").code())
        .isEqualTo("AccessControlListNotSupported");
  }

  @Test
  void a_copy_with_its_tags_needs_to_read_and_to_write_them() {
    Map<String, String> tags = Map.of("x-amz-tagging", "a=b");
    assertThat(raw.call("PUT", "/uploads/tagged/a", tags, "").status()).isEqualTo(200);
    assertThat(raw.call("PUT", "/uploads/all/a", tags, "").status()).isEqualTo(200);

    refused(copy("tagged/a", "all/b", "COPY"), "s3:GetObjectTagging", "tagged/a");
    refused(copy("all/a", "open/b", "COPY"), "s3:PutObjectTagging", "open/b");
    assertThat(copy("tagged/a", "all/b", "REPLACE").status()).isEqualTo(200);
    assertThat(copy("all/a", "tagged/b", "COPY").status()).isEqualTo(200);
    assertThat(raw.call("PUT", "/uploads/open/plain").status()).isEqualTo(200);
    assertThat(copy("open/plain", "open/b", "COPY").status()).isEqualTo(200);
  }

  @Test
  void attributes_of_an_object_need_the_object_itself() {
    assertThat(raw.call("PUT", "/uploads/told/a").status()).isEqualTo(200);

    refused(raw.call("GET", "/uploads/told/a?attributes="), "s3:GetObject", "told/a");
  }

  @ParameterizedTest
  @CsvSource({
    "x-amz-acl, private, s3:PutBucketAcl",
    "x-amz-object-ownership, ObjectWriter, s3:PutBucketOwnershipControls",
  })
  void headers_of_a_new_bucket_need_their_permission(String name, String value, String action) {
    assertThat(raw.call("PUT", "/another", Map.of(name, value), "").body().replace("&quot;", "\""))
        .contains("perform: " + action + " on resource: \"arn:aws:s3:::another\"");
    assertThat(raw.call("PUT", "/another").status()).isEqualTo(200);
  }

  @Test
  void a_missing_key_is_refused_for_want_of_the_list() {
    RawS3.Answer answer = raw.call("GET", "/uploads/open/missing?prefix=open/");

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.element("Message").replace("&quot;", "\""))
        .isEqualTo(
            "User: arn:aws:sts::000000000000:assumed-role/r/s is not authorized to perform:"
                + " s3:ListBucket on resource: \"arn:aws:s3:::uploads\" because no identity-based"
                + " policy allows the s3:ListBucket action");
  }

  @Test
  void a_copys_source_is_named_where_it_is_refused() {
    refused(copy("closed/a", "open/b", "COPY"), "s3:GetObject", "closed/a");
    refused(copy("open/a?versionId=null", "open/b", "COPY"), "s3:GetObjectVersion", "open/a");
  }

  @Test
  void every_entry_of_a_deletion_is_named_where_it_is_refused() throws NoSuchAlgorithmException {
    String body =
        "<Delete><Object><Key>closed/a</Key></Object>"
            + "<Object><Key>closed/b</Key><VersionId>null</VersionId></Object></Delete>";
    String md5 =
        Base64.getEncoder()
            .encodeToString(
                MessageDigest.getInstance("MD5").digest(body.getBytes(StandardCharsets.UTF_8)));

    RawS3.Answer answer = raw.call("POST", "/uploads?delete=", Map.of("content-md5", md5), body);

    assertThat(answer.body().replace("&quot;", "\""))
        .contains("perform: s3:DeleteObject on resource: \"arn:aws:s3:::uploads/closed/a\"")
        .contains("perform: s3:DeleteObjectVersion on resource: \"arn:aws:s3:::uploads/closed/b\"");
  }

  private RawS3.Answer copy(String source, String target, String tagging) {
    return raw.call(
        "PUT",
        "/uploads/" + target,
        Map.of("x-amz-copy-source", "/uploads/" + source, "x-amz-tagging-directive", tagging),
        "");
  }

  private RawS3.Answer post(String key, String field, String value) {
    Forms forms = new Forms(raw, clock.instant());
    String conditions =
        "{\"bucket\":\"uploads\"},[\"starts-with\",\"$key\",\"\"],[\"starts-with\",\"$%s\",\"\"]"
            .formatted(field);
    return forms.send(
        forms.signed(Forms.fields(key, field, value), conditions, clock.instant().plusSeconds(60)),
        "x");
  }

  private static void refused(RawS3.Answer answer, String action, String key) {
    assertThat(answer.code()).as(answer.body()).isEqualTo("AccessDenied");
    assertThat(answer.element("Message").replace("&quot;", "\""))
        .contains("perform: " + action + " on resource: \"arn:aws:s3:::uploads/" + key + '"');
  }
}
