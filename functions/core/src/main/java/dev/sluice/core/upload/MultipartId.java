package dev.sluice.core.upload;

/// S3's name for an unfinished multipart upload (its `uploadId`; ours is [UploadId]).
public record MultipartId(String value) {}
