package dev.sluice.local;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A template's file. A mistake in it is told in one line.
record TemplateFile(Path path) {
  // CloudFormation's stack names: letters, digits and hyphens, a letter first.
  private static final String NOT_IN_NAMES = "[^A-Za-z0-9-]+";

  JsonNode read() {
    String text = text();
    if (!text.stripLeading().startsWith("{")) {
      throw new LocalCloudException(
          "The template is not JSON: "
              + path
              + " (if it is YAML, convert it to JSON; what `cdk synth` leaves in cdk.out is JSON)");
    }
    try {
      return JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build()
          .readTree(text);
    } catch (JacksonException invalid) {
      throw new LocalCloudException(
          "The template is not JSON: %s (line %d: %s)"
              .formatted(path, invalid.getLocation().getLineNr(), invalid.getOriginalMessage()),
          invalid);
    }
  }

  /// The folder it lies in.
  Path folder() {
    return path.toAbsolutePath().normalize().resolveSibling("");
  }

  /// A stack's name made of the file's, up to the first dot.
  String stackName() {
    String name = path.getFileName().toString().split("\\.", 2)[0].replaceAll(NOT_IN_NAMES, "-");
    return name.matches("[A-Za-z].*") ? name : "stack" + name;
  }

  private String text() {
    if (Files.isDirectory(path)) {
      throw unreadable("it is a folder");
    }
    try {
      return Files.readString(path);
    } catch (NoSuchFileException absent) {
      throw unreadable("there is no such file");
    } catch (AccessDeniedException denied) {
      throw unreadable("access is denied");
    } catch (IOException failed) {
      throw unreadable(String.valueOf(failed.getMessage()));
    }
  }

  private LocalCloudException unreadable(String why) {
    return new LocalCloudException("The template can't be read: " + path + " (" + why + ")");
  }
}
