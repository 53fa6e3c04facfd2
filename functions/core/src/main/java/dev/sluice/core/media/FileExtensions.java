package dev.sluice.core.media;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The extensions that stand for one media type and no other. Types are IANA's where one is
/// registered.
final class FileExtensions {

  private static final Map<String, String> MEDIA_TYPES =
      Map.ofEntries(
          Map.entry("7z", "application/x-7z-compressed"),
          Map.entry("aac", "audio/aac"),
          Map.entry("avif", "image/avif"),
          Map.entry("bmp", "image/bmp"),
          Map.entry("bz2", "application/x-bzip2"),
          Map.entry("css", "text/css"),
          Map.entry("csv", "text/csv"),
          Map.entry("dll", "application/vnd.microsoft.portable-executable"),
          Map.entry("doc", "application/msword"),
          Map.entry(
              "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
          Map.entry("elf", "application/x-elf"),
          Map.entry("epub", "application/epub+zip"),
          Map.entry("exe", "application/vnd.microsoft.portable-executable"),
          Map.entry("flac", "audio/flac"),
          Map.entry("gif", "image/gif"),
          Map.entry("gz", "application/gzip"),
          Map.entry("heic", "image/heic"),
          Map.entry("heif", "image/heif"),
          Map.entry("htm", "text/html"),
          Map.entry("html", "text/html"),
          Map.entry("jar", "application/java-archive"),
          Map.entry("jfif", "image/jpeg"),
          Map.entry("jpe", "image/jpeg"),
          Map.entry("jpeg", "image/jpeg"),
          Map.entry("jpg", "image/jpeg"),
          Map.entry("js", "text/javascript"),
          Map.entry("json", "application/json"),
          Map.entry("m4a", "audio/mp4"),
          Map.entry("m4v", "video/mp4"),
          Map.entry("md", "text/markdown"),
          Map.entry("mkv", "video/matroska"),
          Map.entry("mov", "video/quicktime"),
          Map.entry("mp3", "audio/mpeg"),
          Map.entry("mp4", "video/mp4"),
          Map.entry("ogg", "audio/ogg"),
          Map.entry("pdf", "application/pdf"),
          Map.entry("png", "image/png"),
          Map.entry("ppt", "application/vnd.ms-powerpoint"),
          Map.entry(
              "pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
          Map.entry("qt", "video/quicktime"),
          Map.entry("rar", "application/vnd.rar"),
          Map.entry("rtf", "application/rtf"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("tar", "application/x-tar"),
          Map.entry("tif", "image/tiff"),
          Map.entry("tiff", "image/tiff"),
          Map.entry("txt", "text/plain"),
          Map.entry("wav", "audio/vnd.wave"),
          Map.entry("webm", "video/webm"),
          Map.entry("webp", "image/webp"),
          Map.entry("xhtml", "application/xhtml+xml"),
          Map.entry("xls", "application/vnd.ms-excel"),
          Map.entry("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
          Map.entry("xml", "application/xml"),
          Map.entry("zip", "application/zip"),
          Map.entry("zst", "application/zstd"));

  private FileExtensions() {}

  static Optional<MediaType> mediaType(String fileName) {
    return Optional.ofNullable(MEDIA_TYPES.get(extension(fileName))).map(MediaType::parse);
  }

  /// What stands behind the last dot of the last path segment; a name that only begins with a dot
  /// (`.png`) has none.
  private static String extension(String fileName) {
    int segment = Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1;
    int dot = fileName.lastIndexOf('.');
    return dot <= segment ? "" : fileName.substring(dot + 1).strip().toLowerCase(Locale.ROOT);
  }
}
