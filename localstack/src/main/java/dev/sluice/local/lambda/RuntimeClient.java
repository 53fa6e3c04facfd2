package dev.sluice.local.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// AWS's runtime interface client, as it lies on this process's own class path.
final class RuntimeClient {
  static final String MAIN = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";

  /// Names the client's native library. Without it, every process writes the library to one file in
  /// `/tmp` and loads it from there, and one that another overwrites meanwhile dies of a SIGBUS.
  static final String NATIVE_LIBRARY =
      "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";

  private static final String SERIALIZATION =
      "com/amazonaws/services/lambda/runtime/serialization/PojoSerializer.class";

  private static final List<String> A_CLASS_OF_EACH_JAR =
      List.of(
          "com/amazonaws/services/lambda/runtime/api/client/AWSLambda.class",
          "com/amazonaws/services/lambda/runtime/Context.class",
          SERIALIZATION,
          "software/amazon/awssdk/utilslite/SdkInternalThreadLocal.class");

  private RuntimeClient() {}

  /// Why it does not run here, if it does not.
  static Optional<String> impediment() {
    String system = System.getProperty("os.name", "");
    String processor = System.getProperty("os.arch", "");
    return system.equals("Linux") && List.of("amd64", "aarch64").contains(processor)
        ? Optional.empty()
        : Optional.of(
            "AWS's runtime interface client has native code for Linux on x86_64 and aarch64 only,"
                + " not for %s on %s".formatted(system, processor));
  }

  static List<Path> jars() {
    return A_CLASS_OF_EACH_JAR.stream().map(RuntimeClient::jar).toList();
  }

  /// The one of the jars that reads and writes events.
  static Path serialization() {
    return jar(SERIALIZATION);
  }

  /// Writes the native library to a file of its own, which the caller deletes.
  static Path unpackNativeLibrary() {
    String processor = System.getProperty("os.arch", "").equals("amd64") ? "x86_64" : "aarch_64";
    String system = isMusl() ? "linux_musl" : "linux";
    String name = "jni/libaws-lambda-jni." + system + "-" + processor + ".so";
    try (InputStream library = RuntimeClient.class.getClassLoader().getResourceAsStream(name)) {
      Path file = Files.createTempFile("runtime-client", ".so");
      Files.copy(Objects.requireNonNull(library, name), file, StandardCopyOption.REPLACE_EXISTING);
      return file;
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  /// Whether programs are linked with musl's loader, as Alpine's are.
  private static boolean isMusl() {
    return Files.exists(Path.of("/lib/ld-musl-x86_64.so.1"))
        || Files.exists(Path.of("/lib/ld-musl-aarch64.so.1"));
  }

  private static Path jar(String resource) {
    URL found = RuntimeClient.class.getClassLoader().getResource(resource);
    if (found == null) {
      throw new IllegalStateException(
          "aws-lambda-java-runtime-interface-client is not on the class path: no " + resource);
    }
    // jar:file:/…/name.jar!/resource
    return Path.of(URI.create(found.getPath().split("!", 2)[0]));
  }
}
