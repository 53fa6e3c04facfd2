package greenhouse;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;

/// `PUT /plants/{plant}/moisture`: a number in percent, put into the queue of readings.
public final class Intake implements RequestHandler<Map<String, Object>, Map<String, Object>> {
  private final SqsClient sqs = SqsClient.create();
  private final String readings = System.getenv("READINGS");

  @Override
  public Map<String, Object> handleRequest(Map<String, Object> request, Context context) {
    String moisture = String.valueOf(request.get("body"));
    if (!moisture.matches("100|\\d{1,2}")) {
      return Map.of("statusCode", 400, "body", "moisture is 0 to 100");
    }
    String plant = Requests.plant(request);
    var _ = sqs.sendMessage(to -> to.queueUrl(readings).messageBody(plant + " " + moisture));
    return Map.of("statusCode", 202);
  }
}
