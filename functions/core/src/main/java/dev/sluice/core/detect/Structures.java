package dev.sluice.core.detect;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The structures that `kinds.txt` names in its sixth column.
final class Structures {
  private static final Map<String, Structure> OWN =
      Map.ofEntries(
          Map.entry("annex-b", new NalStream()),
          Map.entry("asn1", new Asn1()),
          Map.entry("asf", new Asf()),
          Map.entry("ebml", new Ebml()),
          Map.entry("elf", new Elf()),
          Map.entry("flac", new Flac()),
          Map.entry("gif", new Gif()),
          Map.entry("iff", new Iff()),
          Map.entry("isobmff", new IsoBaseMedia()),
          Map.entry("jpeg", new Jpeg()),
          Map.entry("mach-o", new MachO()),
          Map.entry("mpeg-audio", new MpegAudio()),
          Map.entry("mpeg-stream", new MpegStream()),
          Map.entry("ogg", new Ogg()),
          Map.entry("pdf", new Pdf()),
          Map.entry("png", new Png()),
          Map.entry("portable-executable", new PortableExecutable()),
          Map.entry("riff", new Riff()),
          Map.entry("text", new Text()),
          Map.entry("bmp", new Bitmap()),
          Map.entry("compound", new CompoundFile()),
          Map.entry("gzip", new Gzip()),
          Map.entry("icon", new Icon()),
          Map.entry("jpeg-xl", new JpegXl()),
          Map.entry("netpbm", new Netpbm()),
          Map.entry("rar", new Rar()),
          Map.entry("seven-zip", new SevenZip()),
          Map.entry("tar", new Tar()),
          Map.entry("tiff", new Tiff()),
          Map.entry("webp", new WebP()),
          Map.entry("zip", new Zip()));

  /// One after the other, so that a name that two have is refused.
  private static final Map<String, Structure> BY_NAME =
      Stream.of(
              OWN,
              AudioHeaders.BY_NAME,
              Font.BY_NAME,
              ProgramHeaders.BY_NAME,
              RomHeaders.BY_NAME,
              VideoHeaders.BY_NAME,
              ArchiveHeaders.BY_NAME,
              CompressionHeaders.BY_NAME,
              DataHeaders.BY_NAME,
              DiskHeaders.BY_NAME,
              DocumentHeaders.BY_NAME,
              DrawingHeaders.BY_NAME,
              FarHeaders.BY_NAME,
              PictureHeaders.BY_NAME)
          .flatMap(map -> map.entrySet().stream())
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

  static final Set<String> NAMES = BY_NAME.keySet();

  private Structures() {}

  /// @throws IllegalArgumentException if there is none of that name
  static Structure named(String name) {
    Structure structure = BY_NAME.get(name);
    if (structure == null) {
      throw new IllegalArgumentException("there is no structure " + name);
    }
    return structure;
  }
}
