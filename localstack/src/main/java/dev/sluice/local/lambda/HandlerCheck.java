package dev.sluice.local.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/// Looks whether a handler is in its function's code, without loading anything. What can't be told
/// this way is taken to be in order: the first event will show it.
final class HandlerCheck {
  private final CodeFiles files;

  private HandlerCheck(CodeFiles files) {
    this.files = files;
  }

  /// @param handler `package.Class::method` or `package.Class`
  static Optional<String> problem(CodeFiles files, String handler) {
    String[] parts = handler.split("::", 2);
    HandlerCheck check = new HandlerCheck(files);
    try {
      Optional<ClassModel> type = check.find(parts[0].replace('.', '/'));
      if (type.isEmpty()) {
        return Optional.of("there is no class " + parts[0] + " in " + files.directory());
      }
      return parts.length < 2 || check.mayHave(type.get(), parts[1])
          ? Optional.empty()
          : Optional.of("the class " + parts[0] + " has no method " + parts[1]);
    } catch (IOException | IllegalArgumentException unreadable) {
      return Optional.empty();
    }
  }

  /// Whether a class or one of its supertypes has a method. Of those that are not in the code only
  /// the root of all has none for sure.
  private boolean mayHave(ClassModel type, String method) throws IOException {
    if (type.methods().stream().anyMatch(one -> one.methodName().equalsString(method))) {
      return true;
    }
    for (ClassEntry above :
        Stream.concat(type.superclass().stream(), type.interfaces().stream()).toList()) {
      String name = above.asInternalName();
      Optional<ClassModel> found = find(name);
      boolean may = found.isPresent() ? mayHave(found.get(), method) : !hasOnly(name, method);
      if (may) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasOnly(String outside, String method) {
    return outside.equals("java/lang/Object")
        || (outside.startsWith("com/amazonaws/services/lambda/runtime/Request")
            && !method.equals("handleRequest"));
  }

  private Optional<ClassModel> find(String internalName) throws IOException {
    String file = internalName + ".class";
    for (Path entry : files.classPath()) {
      Optional<byte[]> bytes =
          Files.isDirectory(entry) ? inFolder(entry, file) : inJar(entry, file);
      if (bytes.isPresent()) {
        return bytes.map(ClassFile.of()::parse);
      }
    }
    return Optional.empty();
  }

  private static Optional<byte[]> inFolder(Path folder, String file) throws IOException {
    Path path = folder.resolve(file);
    return Files.isRegularFile(path) ? Optional.of(Files.readAllBytes(path)) : Optional.empty();
  }

  private static Optional<byte[]> inJar(Path jar, String file) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      @Nullable ZipEntry entry = zip.getEntry(file);
      if (entry == null) {
        return Optional.empty();
      }
      try (InputStream content = zip.getInputStream(entry)) {
        return Optional.of(content.readAllBytes());
      }
    }
  }
}
