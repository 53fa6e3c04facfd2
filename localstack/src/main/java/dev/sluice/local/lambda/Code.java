package dev.sluice.local.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// A function's code: its class loader and the way to its handler ("Define Lambda function handler
/// in Java", Lambda developer guide). The contract names a class as text, so that this file, and no
/// other, reflects.
final class Code implements AutoCloseable {
  private static final String HANDLE = "handleRequest";

  private final FunctionConfiguration configuration;
  private final URLClassLoader loader;
  private final JsonMapper json = new JsonMapper();

  Code(FunctionConfiguration configuration) {
    this.configuration = configuration;
    this.loader =
        new URLClassLoader(
            configuration.name(),
            new CodeFiles(configuration.code())
                .classPath().stream().map(Code::url).toArray(URL[]::new),
            new RuntimeInterfaceLoader());
    // Opens every jar, so that a build which puts others in their place changes nothing here.
    var _ = loader.findResource(".");
  }

  ClassLoader loader() {
    return loader;
  }

  /// Constructs the handler: with the environment where it has a public constructor for that, else
  /// with none.
  RequestStreamHandler newHandler(Map<String, String> environment) throws Exception {
    String[] parts = configuration.handler().split("::", 2);
    if (parts.length == 2 && !parts[1].equals(HANDLE)) {
      throw new IllegalArgumentException(
          "The handler's method has to be " + HANDLE + ", not " + parts[1]);
    }
    Class<?> type = loader.loadClass(parts[0]);
    Object handler;
    try {
      handler = construct(type, environment);
    } catch (InvocationTargetException failed) {
      if (failed.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw failed;
    }
    return switch (handler) {
      case RequestStreamHandler streams -> streams;
      case RequestHandler<?, ?> objects -> adapt(objects, type);
      default ->
          throw new IllegalArgumentException(
              parts[0] + " is neither a RequestStreamHandler nor a RequestHandler");
    };
  }

  @Override
  public void close() {
    try {
      loader.close();
    } catch (IOException unreleased) {
      // The jars' files stay open until the process ends, which does no harm.
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

  private RequestStreamHandler adapt(RequestHandler<?, ?> handler, Class<?> type) {
    Method method =
        Arrays.stream(type.getMethods())
            .filter(one -> one.getName().equals(HANDLE) && !one.isBridge())
            .filter(one -> one.getParameterCount() == 2)
            .findFirst()
            .orElseThrow();
    Type input = method.getGenericParameterTypes()[0];
    @SuppressWarnings("unchecked") // Its own signature says what it is given.
    RequestHandler<Object, Object> typed = (RequestHandler<Object, Object>) handler;
    return new RequestStreamHandler() {
      @Override
      public void handleRequest(InputStream event, OutputStream answer, Context context)
          throws IOException {
        Object value = json.readValue(event, json.constructType(input));
        answer.write(json.writeValueAsBytes(typed.handleRequest(value, context)));
      }
    };
  }

  private static URL url(Path entry) {
    try {
      return entry.toUri().toURL();
    } catch (IOException malformed) {
      throw new UncheckedIOException(malformed);
    }
  }
}
