package dev.sluice.processors.image;

import dev.sluice.config.InvalidSettings;
import dev.sluice.processors.ProcessorHandler;
import java.util.Map;

/// The function of the processor `image`.
public final class ImageHandler extends ProcessorHandler {
  public ImageHandler() throws InvalidSettings {
    this(System.getenv());
  }

  /// @param variables the function's environment
  public ImageHandler(Map<String, String> variables) throws InvalidSettings {
    super(variables, "image", Image::new);
  }
}
