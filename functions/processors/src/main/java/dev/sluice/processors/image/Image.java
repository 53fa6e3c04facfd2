package dev.sluice.processors.image;

import dev.sluice.core.detect.ByteSource;
import dev.sluice.core.media.MediaType;
import dev.sluice.core.task.Processor;
import dev.sluice.core.upload.ObjectKey;
import dev.sluice.core.upload.ObjectStore;
import dev.sluice.core.upload.TaskOrder;
import dev.sluice.core.upload.Thumbnail;
import java.util.HashMap;
import java.util.Map;

/// Dimensions, and a thumbnail stored beside the object. Result: `width`, `height`, and what
/// [Thumbnail#toResult] adds.
public final class Image implements Processor {
  /// A picture is decoded from memory; what is larger than this is no picture for a page.
  private static final long MAXIMUM_BYTES = 64L << 20;

  private static final Thumbnail THUMBNAIL = new Thumbnail(MediaType.parse("image/png"));

  private final ObjectStore objects;

  public Image(ObjectStore objects) {
    this.objects = objects;
  }

  @Override
  public Outcome process(TaskOrder order) {
    ByteSource source = objects.open(order.object());
    if (source.size() > MAXIMUM_BYTES) {
      return new Outcome.Impossible(
          "too-large", "thumbnails are made of files up to %,d bytes".formatted(MAXIMUM_BYTES));
    }
    byte[] bytes = source.read(0, Math.toIntExact(source.size()));
    return switch (Thumbnailer.thumbnail(bytes)) {
      case Thumbnailer.Result.Refused refused ->
          new Outcome.Impossible(refused.code(), refused.detail());
      case Thumbnailer.Result.Made made -> store(order, made);
    };
  }

  private Outcome store(TaskOrder order, Thumbnailer.Result.Made made) {
    objects.put(key(order), THUMBNAIL.type(), made.png());
    Map<String, Object> result = new HashMap<>(THUMBNAIL.toResult());
    result.put("width", made.width());
    result.put("height", made.height());
    return new Outcome.Done(result);
  }

  @Override
  public void discard(TaskOrder order) {
    objects.delete(key(order));
  }

  private static ObjectKey key(TaskOrder order) {
    return THUMBNAIL.key(order.tenant(), order.uploadId());
  }
}
