package dev.sluice.local.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import dev.sluice.local.lambda.EventSerializers.Serializer;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// A handler's method that takes an event as an object, or bytes.
///
/// @param input what the event becomes; none, if the method takes none or its bytes
/// @param output what becomes the answer; none, if the method writes bytes or returns nothing
record HandlerMethod(
    Object handler, Method method, @Nullable Serializer input, @Nullable Serializer output)
    implements Handler {
  static final String DEFAULT = "handleRequest";

  private static final byte[] NOTHING = "null".getBytes(StandardCharsets.UTF_8);

  /// @throws IllegalArgumentException if there is no such public method
  static HandlerMethod of(Object handler, String name, EventSerializers serializers)
      throws Exception {
    // Lambda takes the one with the most parameters.
    Method method =
        Arrays.stream(handler.getClass().getMethods())
            .filter(one -> one.getName().equals(name) && !one.isBridge())
            .max(Comparator.comparingInt(Method::getParameterCount))
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        handler.getClass().getName() + " has no public method " + name));
    ClassLoader loader = handler.getClass().getClassLoader();
    Serializer input = null;
    for (Type type : method.getGenericParameterTypes()) {
      if (type != InputStream.class && type != OutputStream.class && type != Context.class) {
        input = serializers.of(type, loader);
      }
    }
    Class<?> returned = method.getReturnType();
    return new HandlerMethod(
        handler,
        method,
        input,
        returned == void.class ? null : serializers.of(method.getGenericReturnType(), loader));
  }

  @Override
  public void handle(InputStream event, OutputStream answer, Context context) throws Exception {
    Class<?>[] types = method.getParameterTypes();
    @Nullable Object[] arguments = new Object[types.length];
    boolean writes = false;
    for (int index = 0; index < types.length; index++) {
      if (types[index] == InputStream.class) {
        arguments[index] = event;
      } else if (types[index] == OutputStream.class) {
        arguments[index] = answer;
        writes = true;
      } else if (types[index] == Context.class) {
        arguments[index] = context;
      } else if (input != null) {
        arguments[index] = input.read(event);
      }
    }
    Object returned = Code.thrown(() -> method.invoke(handler, arguments));
    if (output != null) {
      output.write(returned, answer);
    } else if (!writes) {
      answer.write(NOTHING);
    }
  }
}
