package dev.sluice.core.detect;

import java.util.Optional;
import java.util.Set;

/// Mach-O (Apple, mach-o/loader.h and fat.h): a processor and a file type that exist. A fat file
/// and a Java class both begin with cafebabe: what follows is the number of architectures, or the
/// class file's version, which is at least 45 (JVMS 4.1).
final class MachO implements Structure {
  private static final long FAT = 0xCAFEBABEL;
  private static final int MOST_ARCHITECTURES = 42;
  private static final int FIRST_JAVA = 45;
  private static final int LAST_JAVA = 120;

  /// The 64-bit flag, and the one for 32-bit pointers on 64 bits, left out.
  private static final Set<Long> PROCESSORS = Set.of(1L, 6L, 7L, 8L, 10L, 11L, 12L, 13L, 14L, 18L);

  private static final Set<Long> FLAGS = Set.of(0L, 1L, 2L);

  @Override
  public Optional<Finding> examine(Evidence evidence) {
    Window head = evidence.head();
    long magic = head.u32(0);
    if (magic == FAT || magic == FAT + 1) {
      return fat(head);
    }
    boolean little = (magic & 0xFF) == 0xFE || magic == 0xCEFAEDFEL || magic == 0xCFFAEDFEL;
    long processor = little ? head.u32le(4) : head.u32(4);
    long type = little ? head.u32le(12) : head.u32(12);
    return isProcessor(processor) && type >= 1 && type <= 12
        ? found("Mach-O for processor " + (processor & 0xFFFFFF), extension(type))
        : Optional.empty();
  }

  private static Optional<Finding> fat(Window head) {
    long count = head.u32(4);
    int version = head.u16(6);
    if (count >= 1 && count <= MOST_ARCHITECTURES && isProcessor(head.u32(8))) {
      return found("Mach-O for " + count + " architectures", "macho");
    }
    if (version >= FIRST_JAVA && version <= LAST_JAVA && head.u16(8) > 1) {
      return Optional.of(
          Finding.of(
                  "application/java-vm",
                  Confidence.STRUCTURE,
                  0,
                  "cafebabe, class file version " + version)
              .with(Hazard.EXECUTABLE, "the file is a program"));
    }
    return Optional.empty();
  }

  private static boolean isProcessor(long processor) {
    return processor > 0
        && PROCESSORS.contains(processor & 0xFFFFFF)
        && FLAGS.contains(processor >> 24);
  }

  private static String extension(long type) {
    return type == 1 ? "o" : type == 6 ? "dylib" : "macho";
  }

  private static Optional<Finding> found(String proof, String extension) {
    return Optional.of(
        Finding.of("application/x-mach-binary", Confidence.STRUCTURE, 0, proof)
            .called(extension)
            .with(Hazard.EXECUTABLE, "the file is a program"));
  }
}
