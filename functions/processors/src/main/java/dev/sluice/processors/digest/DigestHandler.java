package dev.sluice.processors.digest;

import dev.sluice.config.InvalidSettings;
import dev.sluice.processors.ProcessorHandler;
import java.util.Map;

/// The function of the processor `digest`.
public final class DigestHandler extends ProcessorHandler {
  public DigestHandler() throws InvalidSettings {
    this(System.getenv());
  }

  /// @param variables the function's environment
  public DigestHandler(Map<String, String> variables) throws InvalidSettings {
    super(variables, "digest", Digest::new);
  }
}
