package example.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Writes in every way there is, or fails, or takes all memory.
public final class Talker implements RequestHandler<Map<String, String>, String> {
  private static final int MEBIBYTE = 1024 * 1024;

  @Override
  public String handleRequest(Map<String, String> event, Context context) {
    switch (event.getOrDefault("do", "talk")) {
      case "fail" -> throw new IllegalStateException("lost for words");
      case "fill" -> fill();
      case "whisper" -> System.out.print("whispered");
      default -> talk(context);
    }
    return "said";
  }

  private static void talk(Context context) {
    context.getLogger().log("logged");
    System.out.print("printed");
    context.getLogger().log("logged in\ntwo lines");
    System.out.println("a line");
    System.err.println("an error's ¥");
    context.getLogger().log("{\"_aws\":{}}");
  }

  private static void fill() {
    List<byte[]> all = new ArrayList<>();
    while (all.size() < Integer.MAX_VALUE) {
      all.add(new byte[MEBIBYTE]);
    }
  }
}
