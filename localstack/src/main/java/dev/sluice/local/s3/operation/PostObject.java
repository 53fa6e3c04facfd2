package dev.sluice.local.s3.operation;

import dev.sluice.local.s3.checksum.Checksum;
import dev.sluice.local.s3.checksum.ChecksumAlgorithm;
import dev.sluice.local.s3.checksum.ChecksumType;
import dev.sluice.local.s3.checksum.Digester;
import dev.sluice.local.s3.store.Attributes;
import dev.sluice.local.s3.store.Bucket;
import dev.sluice.local.s3.store.Draft;
import dev.sluice.local.s3.store.ObjectVersion;
import dev.sluice.local.s3.store.StoredVersion;
import dev.sluice.local.s3.wire.Answer;
import dev.sluice.local.s3.wire.Call;
import dev.sluice.local.s3.wire.PostForm;
import dev.sluice.local.s3.wire.S3Error;
import dev.sluice.local.s3.wire.Xml;
import dev.sluice.local.s3.wire.XmlElement;
import dev.sluice.local.sign.Percent;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A browser's form (Amazon S3 API reference, "POST Object"). Its policy was checked when the form
/// was read, its size is checked here.
record PostObject(Context context) implements Operation {
  private static final String META = "x-amz-meta-";

  @Override
  public String action(Call call) {
    return "s3:PutObject";
  }

  @Override
  public List<String> furtherActions(Call call) {
    return ObjectHeaders.actions(call.form().fields().keySet());
  }

  @Override
  public Answer run(Call call) throws IOException {
    Bucket bucket = context.bucket(call);
    PostForm form = call.form();
    Acls.checkObject(form.field("acl"), false, bucket);
    Attributes attributes = attributes(form);
    Optional<ChecksumAlgorithm> named =
        Arrays.stream(ChecksumAlgorithm.values())
            .filter(it -> form.field(it.header()).isPresent())
            .findFirst();
    ChecksumAlgorithm algorithm = named.orElse(ChecksumAlgorithm.CRC64NVME);
    Digester md5 = Digester.of("MD5");
    Digester digester = algorithm.digester();
    try (Draft draft = bucket.receive(form.file(), List.of(md5, digester))) {
      form.policy().ifPresent(policy -> policy.requireSize(draft.size()));
      Checksum checksum = new Checksum(algorithm, ChecksumType.FULL_OBJECT, digester.base64());
      named.flatMap(it -> form.field(it.header())).ifPresent(given -> compare(given, checksum));
      ObjectVersion object =
          ObjectVersion.draft(
              attributes,
              draft.size(),
              HexFormat.of().formatHex(md5.digest()),
              Optional.of(checksum),
              List.of(),
              Optional.empty());
      draft.force();
      StoredVersion stored = bucket.exclusively(attributes.key(), () -> bucket.add(object, draft));
      context.events().created("Post", bucket, stored.version(), call);
      return answer(call, form, bucket, stored.version());
    }
  }

  private static Attributes attributes(PostForm form) {
    Map<String, String> metadata = new LinkedHashMap<>();
    form.fields()
        .forEach(
            (name, value) -> {
              if (name.startsWith(META)) {
                metadata.put(name.substring(META.length()), value);
              }
            });
    Attributes read =
        ObjectHeaders.read(
            form.key(),
            name -> name.equals("x-amz-tagging") ? Optional.empty() : form.field(name),
            metadata);
    Map<String, String> tags =
        form.field("tagging")
            .map(xml -> Tags.ofObject(XmlElement.parse(xml, "Tagging")))
            .orElse(Map.of());
    return new Attributes(form.key(), read.headers(), metadata, tags, read.storageClass());
  }

  private static void compare(String given, Checksum checksum) {
    if (!checksum.algorithm().wellFormed(given)) {
      throw S3Error.INVALID_REQUEST.refused(
          "Value for %s header is invalid.".formatted(checksum.algorithm().header()));
    }
    if (!given.equals(checksum.value())) {
      throw S3Error.BAD_DIGEST.refused(
          "The %s you specified did not match the calculated checksum."
              .formatted(checksum.algorithm().name()));
    }
  }

  private static Answer answer(Call call, PostForm form, Bucket bucket, ObjectVersion version) {
    String location = call.locationOf(version.key());
    Optional<String> redirect =
        form.field("success_action_redirect").or(() -> form.field("redirect"));
    Answer answer;
    if (redirect.isPresent() && redirect.get().matches("https?://.+")) {
      answer = Answer.empty(303).header("Location", redirected(redirect.get(), bucket, version));
    } else {
      answer =
          switch (form.field("success_action_status").orElse("204")) {
            case "200" -> Answer.empty(200).header("Location", location);
            case "201" -> created(bucket, version, location).header("Location", location);
            default -> Answer.empty(204).header("Location", location);
          };
    }
    answer.header("ETag", ObjectHeaders.quoted(version));
    version.checksum().ifPresent(it -> ObjectHeaders.checksum(answer, it));
    return ObjectHeaders.written(answer, bucket, version);
  }

  private static Answer created(Bucket bucket, ObjectVersion version, String location) {
    String body =
        Xml.document(
                "PostResponse",
                xml ->
                    xml.text("Location", location)
                        .text("Bucket", bucket.name())
                        .text("Key", version.key())
                        .text("ETag", ObjectHeaders.quoted(version)))
            .toString()
            .replaceFirst(" xmlns=\"[^\"]*\"", "");
    return new Answer(201, new LinkedHashMap<>(), new Answer.Text(body))
        .header("Content-Type", "application/xml");
  }

  private static String redirected(String url, Bucket bucket, ObjectVersion version) {
    return url
        + (url.indexOf('?') < 0 ? '?' : '&')
        + "bucket="
        + Percent.encode(bucket.name())
        + "&key="
        + Percent.encode(version.key())
        + "&etag="
        + Percent.encode(ObjectHeaders.quoted(version));
  }
}
