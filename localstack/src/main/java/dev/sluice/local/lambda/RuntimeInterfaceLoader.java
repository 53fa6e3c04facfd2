package dev.sluice.local.lambda;

/// What a function sees of the process it runs in: the JDK and the interfaces of the Lambda
/// contract, which both sides have to share. Nothing else, as on Lambda.
final class RuntimeInterfaceLoader extends ClassLoader {
  private static final String CONTRACT = "com.amazonaws.services.lambda.runtime.";

  private final ClassLoader host;

  RuntimeInterfaceLoader() {
    super("lambda-runtime-interface", ClassLoader.getPlatformClassLoader());
    this.host = RuntimeInterfaceLoader.class.getClassLoader();
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    if (name.startsWith(CONTRACT)) {
      return host.loadClass(name);
    }
    throw new ClassNotFoundException(name);
  }
}
