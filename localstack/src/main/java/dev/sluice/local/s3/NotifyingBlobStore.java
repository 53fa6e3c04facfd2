package dev.sluice.local.s3;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/// Tells of every object that was completed, once it is stored.
final class NotifyingBlobStore extends ForwardingBlobStore {
  /// S3Proxy keeps notes of unfinished multipart uploads among the objects.
  private static final String NOTES = ".s3proxy-";

  private final Path folder;
  private final Map<String, BucketSpec> buckets;
  private final InstantSource clock;
  private final AtomicLong sequence;

  /// @param folder where `store` keeps its objects
  NotifyingBlobStore(
      BlobStore store, Path folder, Map<String, BucketSpec> buckets, InstantSource clock) {
    super(store);
    this.folder = folder;
    this.buckets = buckets;
    this.clock = clock;
    this.sequence = new AtomicLong(clock.millis() << 16);
  }

  @Override
  public PutObjectResponse putBlob(PutObjectRequest request, InputStream body) {
    PutObjectResponse response = super.putBlob(request, body);
    created("Put", request.bucket(), request.key());
    return response;
  }

  @Override
  public CopyObjectResponse copyBlob(CopyObjectRequest request) {
    CopyObjectResponse response = super.copyBlob(request);
    created("Copy", request.destinationBucket(), request.destinationKey());
    return response;
  }

  @Override
  public CompleteMultipartUploadResponse completeMultipartUpload(
      MultipartUpload upload, CompleteMultipartUploadRequest request) {
    CompleteMultipartUploadResponse response = super.completeMultipartUpload(upload, request);
    created("CompleteMultipartUpload", upload.containerName(), upload.blobName());
    return response;
  }

  @Override
  public UploadPartResponse uploadMultipartPart(
      MultipartUpload upload, UploadPartRequest request, InputStream body) {
    return super.uploadMultipartPart(unfinished(upload), request, body);
  }

  @Override
  public List<Part> listMultipartUpload(MultipartUpload upload) {
    return super.listMultipartUpload(unfinished(upload));
  }

  /// S3Proxy takes, and lists, parts of uploads that were completed, aborted or never begun.
  private MultipartUpload unfinished(MultipartUpload upload) {
    String note = ".mpus-" + upload.id() + '-' + upload.blobName() + "-stub";
    if (Files.exists(folder.resolve(upload.containerName()).resolve(note))) {
      return upload;
    }
    throw NoSuchUploadException.builder()
        .statusCode(404)
        .awsErrorDetails(
            AwsErrorDetails.builder()
                .errorCode("NoSuchUpload")
                .errorMessage("The specified upload does not exist.")
                .build())
        .build();
  }

  private void created(String how, String bucket, String key) {
    BucketSpec spec = buckets.get(bucket);
    if (spec == null || key.startsWith(NOTES)) {
      return;
    }
    String name = "ObjectCreated:" + how;
    for (Notification notification : spec.notifications()) {
      if (notification.wants(name, key)) {
        HeadObjectResponse stored = blobMetadata(bucket, key);
        ObjectEvent event =
            new ObjectEvent(
                name,
                bucket,
                key,
                stored.contentLength(),
                stored.eTag(),
                clock.instant(),
                sequence.incrementAndGet());
        notification.target().accept(event.toMessage(notification.id()));
      }
    }
  }
}
