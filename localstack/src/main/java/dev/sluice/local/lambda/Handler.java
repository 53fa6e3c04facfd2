package dev.sluice.local.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import java.io.InputStream;
import java.io.OutputStream;

/// A function's handler, from an event's JSON to an answer's.
interface Handler {
  /// @throws Exception what the function threw
  void handle(InputStream event, OutputStream answer, Context context) throws Exception;
}
