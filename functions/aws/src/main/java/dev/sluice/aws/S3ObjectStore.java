package dev.sluice.aws;

import dev.sluice.core.detect.ByteSource;
import dev.sluice.core.media.MediaType;
import dev.sluice.core.upload.MultipartId;
import dev.sluice.core.upload.ObjectChanged;
import dev.sluice.core.upload.ObjectKey;
import dev.sluice.core.upload.ObjectStore;
import dev.sluice.core.upload.StoredObject;
import dev.sluice.core.upload.StoredPart;
import dev.sluice.core.upload.Unavailable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListPartsResponse;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Objects in one S3 bucket.
///
/// Needs, on `u/*`: `s3:GetObject`, `PutObject`, `DeleteObject`, `AbortMultipartUpload`,
/// `ListMultipartUploadParts`; on `d/*`: `PutObject`, `DeleteObject`; and `s3:ListBucket`, without
/// which S3 answers a missing key with 403 instead of 404. Makes objects under `u/` (clients, by
/// presigned URLs) and `d/` (processors).
public final class S3ObjectStore implements ObjectStore {
  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;
  private static final int PRECONDITION_FAILED = 412;
  private static final int RANGE_NOT_SATISFIABLE = 416;

  private final S3Client s3;
  private final String bucket;

  public S3ObjectStore(S3Client s3, String bucket) {
    this.s3 = s3;
    this.bucket = bucket;
  }

  @Override
  public Optional<StoredObject> head(ObjectKey key) {
    return answered(
        () -> {
          try {
            HeadObjectResponse head =
                s3.headObject(request -> request.bucket(bucket).key(key.value()));
            return Optional.of(new StoredObject(key, unquoted(head.eTag()), head.contentLength()));
          } catch (S3Exception e) {
            if (e.statusCode() == NOT_FOUND) {
              return Optional.empty();
            }
            throw e;
          }
        });
  }

  @Override
  public ByteSource open(StoredObject object) {
    return new ByteSource() {
      @Override
      public long size() {
        return object.size();
      }

      @Override
      public byte[] read(long offset, int length) {
        return range(object, offset, length);
      }
    };
  }

  private byte[] range(StoredObject object, long offset, int length) {
    if (length == 0) {
      return new byte[0];
    }
    return answered(
        () -> {
          // Straight into the array: the SDK's own gathering holds three times the range.
          byte[] bytes = new byte[length];
          try (InputStream body = s3.getObject(request(object, offset, length))) {
            int read = body.readNBytes(bytes, 0, length);
            if (read < length) {
              throw new EOFException("%d of %d bytes came".formatted(read, length));
            }
            return bytes;
          } catch (IOException e) {
            throw new Unavailable("S3", e);
          } catch (S3Exception e) {
            throw switch (e.statusCode()) {
              case NOT_FOUND, PRECONDITION_FAILED, RANGE_NOT_SATISFIABLE ->
                  new ObjectChanged(object);
              default -> e;
            };
          }
        });
  }

  private GetObjectRequest request(StoredObject object, long offset, int length) {
    return GetObjectRequest.builder()
        .bucket(bucket)
        .key(object.key().value())
        .ifMatch('"' + object.eTag() + '"')
        .range("bytes=" + offset + '-' + (offset + length - 1))
        .build();
  }

  @Override
  public MultipartId startMultipart(ObjectKey key, MediaType type) {
    return answered(
        () ->
            new MultipartId(
                s3.createMultipartUpload(
                        request ->
                            request.bucket(bucket).key(key.value()).contentType(type.toString()))
                    .uploadId()));
  }

  @Override
  public Optional<List<StoredPart>> listParts(ObjectKey key, MultipartId multipartId) {
    return answered(
        () -> {
          List<StoredPart> parts = new ArrayList<>();
          Integer marker = null;
          try {
            do {
              ListPartsResponse page = page(key, multipartId, Optional.ofNullable(marker));
              for (Part part : page.parts()) {
                parts.add(new StoredPart(part.partNumber(), part.eTag(), part.size()));
              }
              marker = Boolean.TRUE.equals(page.isTruncated()) ? page.nextPartNumberMarker() : null;
            } while (marker != null);
            return Optional.of(parts);
          } catch (NoSuchUploadException _) {
            return Optional.empty();
          }
        });
  }

  private ListPartsResponse page(ObjectKey key, MultipartId multipartId, Optional<Integer> after) {
    return s3.listParts(
        request -> {
          request.bucket(bucket).key(key.value()).uploadId(multipartId.value());
          after.ifPresent(request::partNumberMarker);
        });
  }

  @Override
  public Completion completeMultipart(
      ObjectKey key, MultipartId multipartId, List<StoredPart> parts) {
    List<CompletedPart> completed =
        parts.stream()
            .map(
                part -> CompletedPart.builder().partNumber(part.number()).eTag(part.eTag()).build())
            .toList();
    return answered(
        () -> {
          try {
            String eTag =
                s3.completeMultipartUpload(
                        request ->
                            request
                                .bucket(bucket)
                                .key(key.value())
                                .uploadId(multipartId.value())
                                .multipartUpload(upload -> upload.parts(completed))
                                .ifNoneMatch("*"))
                    .eTag();
            long size = parts.stream().mapToLong(StoredPart::size).sum();
            return new Completion.Completed(new StoredObject(key, unquoted(eTag), size));
          } catch (S3Exception e) {
            return switch (e.statusCode()) {
              case NOT_FOUND, PRECONDITION_FAILED -> new Completion.Gone();
              // Another request is about the same key; whether it makes the object, time will tell.
              case CONFLICT -> {
                if (head(key).isEmpty()) {
                  throw e;
                }
                yield new Completion.Gone();
              }
              default -> throw e;
            };
          }
        });
  }

  @Override
  public void abortMultipart(ObjectKey key, MultipartId multipartId) {
    answered(
        () -> {
          try {
            return s3.abortMultipartUpload(
                request -> request.bucket(bucket).key(key.value()).uploadId(multipartId.value()));
          } catch (NoSuchUploadException e) {
            return e;
          }
        });
  }

  @Override
  public void delete(ObjectKey key) {
    answered(() -> s3.deleteObject(request -> request.bucket(bucket).key(key.value())));
  }

  @Override
  public void put(ObjectKey key, MediaType type, byte[] bytes) {
    answered(
        () ->
            s3.putObject(
                request -> request.bucket(bucket).key(key.value()).contentType(type.toString()),
                RequestBody.fromBytes(bytes)));
  }

  private static String unquoted(String eTag) {
    return eTag.replace("\"", "");
  }

  private static <T> T answered(Supplier<T> call) {
    try {
      return call.get();
    } catch (SdkException e) {
      throw new Unavailable("S3", e);
    }
  }
}
