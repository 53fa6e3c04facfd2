package dev.sluice.local.lambda;

import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;

/// Where AWS's runtime interface client and what it needs lie: on this process's own class path.
final class RuntimeClient {
  private static final List<String> A_CLASS_OF_EACH_JAR =
      List.of(
          "com/amazonaws/services/lambda/runtime/api/client/AWSLambda.class",
          "com/amazonaws/services/lambda/runtime/Context.class",
          "com/amazonaws/services/lambda/runtime/serialization/PojoSerializer.class",
          "software/amazon/awssdk/utilslite/SdkInternalThreadLocal.class");

  private RuntimeClient() {}

  static List<Path> jars() {
    return A_CLASS_OF_EACH_JAR.stream().map(RuntimeClient::jar).toList();
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
