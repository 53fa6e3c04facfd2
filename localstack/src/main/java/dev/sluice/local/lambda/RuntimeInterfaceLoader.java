package dev.sluice.local.lambda;

import java.util.Set;

/// What a function sees of the process it runs in: the JDK and the interfaces of the Lambda
/// contract, which both sides have to share. Nothing else, as on Lambda.
final class RuntimeInterfaceLoader extends ClassLoader {
  /// The packages of `aws-lambda-java-core`. Those below them are other libraries', which a
  /// function brings along.
  private static final Set<String> CONTRACT =
      Set.of(
          "com.amazonaws.services.lambda.runtime", "com.amazonaws.services.lambda.runtime.logging");

  private final ClassLoader host;

  RuntimeInterfaceLoader() {
    super("lambda-runtime-interface", ClassLoader.getPlatformClassLoader());
    this.host = RuntimeInterfaceLoader.class.getClassLoader();
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    if (CONTRACT.contains(name.substring(0, Math.max(0, name.lastIndexOf('.'))))) {
      return host.loadClass(name);
    }
    throw new ClassNotFoundException(name);
  }
}
