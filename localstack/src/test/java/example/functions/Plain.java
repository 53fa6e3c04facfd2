package example.functions;

import com.amazonaws.services.lambda.runtime.Context;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// Written as for Lambda, with no interface and methods of its own.
public final class Plain {
  private static final UnaryOperator<String> VARIABLE = System::getenv;

  /// A variable's value, found in three ways.
  public List<String> variable(String name) {
    return Stream.of(VARIABLE.apply(name), System.getenv(name), System.getenv().get(name))
        .map(String::valueOf)
        .toList();
  }

  /// Lambda takes the one with the most parameters.
  public String overloaded(String event) {
    return "without a context: " + event;
  }

  public String overloaded(String event, Context context) {
    return context.getFunctionName() + ": " + event;
  }

  public void nothing(String event) throws IOException {
    if (!event.isEmpty()) {
      throw new FileNotFoundException(event);
    }
  }

  public void streams(InputStream event, OutputStream answer) throws IOException {
    answer.write("\"bytes: ".getBytes(StandardCharsets.UTF_8));
    answer.write(event.readAllBytes(), 1, 3);
    answer.write('"');
  }
}
