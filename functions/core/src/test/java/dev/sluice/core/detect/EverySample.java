package dev.sluice.core.detect;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// All tiny files that are made by code, of whatever family.
final class EverySample {
  private EverySample() {}

  /// By media type, and what is special about it, if anything is.
  static Map<String, byte[]> all() {
    Map<String, byte[]> all = new TreeMap<>(Samples.all());
    all.putAll(MediaSamples.all());
    for (List<Sample> samples :
        List.of(
            PictureSamples.sized(),
            PictureSamples.unsized(),
            ArchiveSamples.all(),
            DocumentSamples.all(),
            DataSamples.all())) {
      for (Sample sample : samples) {
        String name =
            sample.what().isEmpty()
                ? sample.mediaType()
                : sample.mediaType() + ", " + sample.what();
        while (all.putIfAbsent(name, sample.bytes()) != null) {
          name += "'";
        }
      }
    }
    return all;
  }
}
