package dev.sluice.local.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.net.URL;
import java.net.URLClassLoader;
import org.jspecify.annotations.Nullable;

/// Objects from an event's JSON, and to an answer's, by the library of AWS's own runtime: the
/// classes of `aws-lambda-java-events` can't be read otherwise.
///
/// Each function has a copy of it: it keeps what it learns of classes, and those of another
/// function only have the same names.
final class EventSerializers implements AutoCloseable {
  private static final String LIBRARY = "com.amazonaws.services.lambda.runtime.serialization.";

  private final URLClassLoader loader =
      new URLClassLoader("lambda-serialization", new URL[] {url()}, new RuntimeInterfaceLoader());

  /// The library's `PojoSerializer` for one type.
  record Serializer(Object library, Method reader, Method writer) {
    /// @throws Exception if the event is not of the type
    @Nullable Object read(InputStream event) throws Exception {
      return Code.thrown(() -> reader.invoke(library, event));
    }

    void write(@Nullable Object value, OutputStream answer) throws Exception {
      var _ = Code.thrown(() -> writer.invoke(library, value, answer));
    }
  }

  /// @param code the loader of the function's classes
  Serializer of(Type type, ClassLoader code) throws Exception {
    Class<?> serializer = loader.loadClass(LIBRARY + "PojoSerializer");
    return new Serializer(
        Code.thrown(() -> library(type, code)),
        serializer.getMethod("fromJson", InputStream.class),
        serializer.getMethod("toJson", Object.class, OutputStream.class));
  }

  private Object library(Type type, ClassLoader code) throws ReflectiveOperationException {
    Class<?> events = loader.loadClass(LIBRARY + "events.LambdaEventSerializers");
    Method known = events.getMethod("isLambdaSupportedEvent", String.class);
    if (type instanceof Class<?> event && known.invoke(null, event.getName()).equals(true)) {
      return events
          .getMethod("serializerFor", Class.class, ClassLoader.class)
          .invoke(null, event, code);
    }
    Class<?> factory = loader.loadClass(LIBRARY + "factories.JacksonFactory");
    Object instance = factory.getMethod("getInstance").invoke(null);
    return factory.getMethod("getSerializer", Type.class).invoke(instance, type);
  }

  @Override
  public void close() throws IOException {
    loader.close();
  }

  private static URL url() {
    try {
      return RuntimeClient.serialization().toUri().toURL();
    } catch (IOException malformed) {
      throw new UncheckedIOException(malformed);
    }
  }
}
