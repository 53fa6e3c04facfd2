package dev.sluice.local.lambda;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/// A function's classes, with an environment of their own. Every jar is open from the beginning, so
/// that a build which puts others in their place changes nothing here.
final class FunctionLoader extends ClassLoader implements AutoCloseable {
  private static final String VARIABLES = FunctionVariables.class.getName();

  static {
    registerAsParallelCapable();
  }

  private final List<Place> places = new ArrayList<>();

  /// Where classes and resources lie.
  private sealed interface Place extends Closeable {
    Path path();

    byte @Nullable [] read(String name) throws IOException;

    Optional<URI> find(String name);
  }

  private record Folder(Path path) implements Place {
    @Override
    public byte @Nullable [] read(String name) throws IOException {
      Path file = path.resolve(name);
      return Files.isRegularFile(file) ? Files.readAllBytes(file) : null;
    }

    @Override
    public Optional<URI> find(String name) {
      Path file = path.resolve(name);
      return Files.exists(file) ? Optional.of(file.toUri()) : Optional.empty();
    }

    @Override
    public void close() {}
  }

  private record Jar(Path path, JarFile file) implements Place {
    @Override
    public byte @Nullable [] read(String name) throws IOException {
      JarEntry entry = file.getJarEntry(name);
      if (entry == null) {
        return null;
      }
      try (InputStream bytes = file.getInputStream(entry)) {
        return bytes.readAllBytes();
      }
    }

    @Override
    public Optional<URI> find(String name) {
      JarEntry entry = file.getJarEntry(name);
      return entry == null
          ? Optional.empty()
          : Optional.of(URI.create("jar:" + path.toUri() + "!/" + encoded(entry.getRealName())));
    }

    private static String encoded(String name) {
      return Path.of("/").toUri().relativize(Path.of("/" + name).toUri()).getRawPath();
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }

  FunctionLoader(String name, List<Path> classPath, Map<String, String> environment) {
    super(name, new RuntimeInterfaceLoader());
    try {
      for (Path path : classPath) {
        places.add(Files.isDirectory(path) ? new Folder(path) : new Jar(path, opened(path)));
      }
      defineVariables(environment);
    } catch (IOException | ReflectiveOperationException e) {
      close();
      throw new IllegalStateException("the code of " + name + " can't be read: " + e, e);
    }
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    String file = name.replace('.', '/') + ".class";
    try {
      for (Place place : places) {
        byte[] bytes = place.read(file);
        if (bytes != null) {
          byte[] redirected = EnvironmentCalls.redirected(bytes, VARIABLES.replace('.', '/'));
          return defineClass(name, redirected, 0, redirected.length, domain(place.path()));
        }
      }
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
    throw new ClassNotFoundException(name);
  }

  @Override
  protected @Nullable URL findResource(String name) {
    return places.stream()
        .flatMap(place -> place.find(name).stream())
        .findFirst()
        .map(FunctionLoader::url)
        .orElse(null);
  }

  @Override
  protected Enumeration<URL> findResources(String name) {
    return Collections.enumeration(
        places.stream()
            .flatMap(place -> place.find(name).stream())
            .map(FunctionLoader::url)
            .toList());
  }

  @Override
  public void close() {
    for (Place place : places) {
      try {
        place.close();
      } catch (IOException unreleased) {
        // The jar's file stays open until the process ends, which does no harm.
      }
    }
  }

  private void defineVariables(Map<String, String> environment)
      throws IOException, ReflectiveOperationException {
    String file = VARIABLES.replace('.', '/') + ".class";
    try (InputStream source =
        Objects.requireNonNull(FunctionLoader.class.getClassLoader().getResourceAsStream(file))) {
      byte[] bytes = source.readAllBytes();
      Class<?> own = defineClass(VARIABLES, bytes, 0, bytes.length);
      own.getMethod("set", Map.class).invoke(null, environment);
    }
  }

  private static JarFile opened(Path path) throws IOException {
    return new JarFile(path.toFile(), true, ZipFile.OPEN_READ, JarFile.runtimeVersion());
  }

  private ProtectionDomain domain(Path path) {
    CodeSource source = new CodeSource(url(path.toUri()), (Certificate @Nullable []) null);
    return new ProtectionDomain(source, null, this, null);
  }

  private static URL url(URI uri) {
    try {
      return uri.toURL();
    } catch (IOException malformed) {
      throw new UncheckedIOException(malformed);
    }
  }
}
