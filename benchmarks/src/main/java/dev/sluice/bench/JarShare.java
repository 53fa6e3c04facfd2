package dev.sluice.bench;

import dev.sluice.core.detect.Detector;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// What detection and verdicts take up in the core's jar.
final class JarShare {
  private JarShare() {}

  /// Of packed bytes, in KiB.
  static double kibibytes() throws IOException {
    try {
      Path jar =
          Path.of(Detector.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      try (ZipFile entries = new ZipFile(jar.toFile())) {
        return entries.stream()
                .filter(entry -> entry.getName().matches("dev/sluice/core/(detect|verdict)/.+"))
                .mapToLong(ZipEntry::getCompressedSize)
                .sum()
            / 1024.0;
      }
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
  }
}
