package dev.sluice.local.s3.operation;

import dev.sluice.local.s3.checksum.ChecksumAlgorithm;
import dev.sluice.local.s3.checksum.ChecksumType;
import dev.sluice.local.s3.store.Bucket;
import dev.sluice.local.s3.store.Upload;
import dev.sluice.local.s3.wire.Answer;
import dev.sluice.local.s3.wire.Call;
import dev.sluice.local.s3.wire.S3Error;
import dev.sluice.local.s3.wire.Xml;
import java.util.List;
import java.util.Optional;

record CreateMultipartUpload(Context context) implements Operation {
  @Override
  public String action(Call call) {
    return "s3:PutObject";
  }

  @Override
  public List<String> furtherActions(Call call) {
    return ObjectHeaders.actions(call.headers().keySet());
  }

  @Override
  public Answer run(Call call) {
    Bucket bucket = context.bucket(call);
    Optional<ChecksumAlgorithm> algorithm =
        call.header("x-amz-checksum-algorithm").map(CreateMultipartUpload::algorithm);
    Optional<ChecksumType> type = type(call, algorithm);
    Upload upload = bucket.begin(ObjectHeaders.read(call, bucket), algorithm, type);
    Answer answer =
        Answer.xml(
            Xml.document(
                "InitiateMultipartUploadResult",
                xml ->
                    xml.text("Bucket", call.bucket())
                        .text("Key", call.key())
                        .text("UploadId", upload.id())));
    algorithm.ifPresent(it -> answer.header("x-amz-checksum-algorithm", it.name()));
    type.ifPresent(it -> answer.header("x-amz-checksum-type", it.name()));
    return answer.header("x-amz-server-side-encryption", "AES256");
  }

  static ChecksumAlgorithm algorithm(String name) {
    return ChecksumAlgorithm.find(name)
        .orElseThrow(
            () ->
                S3Error.INVALID_REQUEST.refused(
                    "Checksum algorithm provided is unsupported. Please try again with any of the"
                        + " valid types: [CRC32, CRC32C, CRC64NVME, SHA1, SHA256]"));
  }

  private static Optional<ChecksumType> type(Call call, Optional<ChecksumAlgorithm> algorithm) {
    Optional<String> given = call.header("x-amz-checksum-type");
    if (given.isEmpty()) {
      return algorithm.map(ChecksumAlgorithm::defaultType);
    }
    ChecksumAlgorithm of =
        algorithm.orElseThrow(
            () ->
                S3Error.INVALID_REQUEST.refused(
                    "The x-amz-checksum-type header can only be used with the"
                        + " x-amz-checksum-algorithm header."));
    ChecksumType type =
        ChecksumType.find(given.get())
            .orElseThrow(
                () ->
                    S3Error.INVALID_REQUEST.refused(
                        "Value for x-amz-checksum-type header is invalid."));
    if (!of.supports(type)) {
      throw S3Error.INVALID_REQUEST.refused(
          "The %s checksum type cannot be used with the %s checksum algorithm."
              .formatted(type, of.lowerCaseName()));
    }
    return Optional.of(type);
  }
}
