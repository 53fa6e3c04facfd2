package dev.sluice.local.lambda;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A function's code: its class loader and the way to its handler ("Define Lambda function handler
/// in Java", Lambda developer guide). The contract names a class and a method as text, so that this
/// file, [HandlerMethod], [EventSerializers] and the loader, and no other, reflect.
final class Code implements AutoCloseable {
  private final FunctionConfiguration configuration;
  private final FunctionLoader loader;
  private final EventSerializers serializers = new EventSerializers();

  Code(FunctionConfiguration configuration) {
    this.configuration = configuration;
    this.loader =
        new FunctionLoader(
            configuration.name(),
            new CodeFiles(configuration.code()).classPath(),
            configuration.variables());
  }

  ClassLoader loader() {
    return loader;
  }

  /// Constructs the handler: with the environment where it has a public constructor for that, else
  /// with none.
  Handler newHandler(Map<String, String> environment) throws Exception {
    String[] parts = configuration.handler().split("::", 2);
    String method = parts.length == 2 ? parts[1] : HandlerMethod.DEFAULT;
    Class<?> type = loader.loadClass(parts[0]);
    Object handler = thrown(() -> construct(type, environment));
    return handler instanceof RequestStreamHandler streams && method.equals(HandlerMethod.DEFAULT)
        ? streams::handleRequest
        : HandlerMethod.of(handler, method, serializers);
  }

  @Override
  public void close() {
    loader.close();
    try {
      serializers.close();
    } catch (IOException unreleased) {
      // Its jar stays open until the process ends, which does no harm.
    }
  }

  /// What reflection does.
  interface Reflection<T extends @Nullable Object> {
    T run() throws ReflectiveOperationException;
  }

  /// Its result, or what the code threw that was called.
  static <T extends @Nullable Object> T thrown(Reflection<T> call) throws Exception {
    try {
      return call.run();
    } catch (InvocationTargetException thrown) {
      switch (thrown.getTargetException()) {
        case Exception exception -> throw exception;
        case Error error -> throw error;
        default -> throw thrown;
      }
    }
  }

  private static Object construct(Class<?> type, Map<String, String> environment)
      throws ReflectiveOperationException {
    for (Constructor<?> constructor : type.getConstructors()) {
      if (Arrays.equals(constructor.getParameterTypes(), new Class<?>[] {Map.class})) {
        return constructor.newInstance(environment);
      }
    }
    return type.getConstructor().newInstance();
  }
}
