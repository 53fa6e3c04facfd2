package dev.sluice.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.local.lambda.InvocationResult.Succeeded;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// A function whose jar is built again while it runs.
class ReloadTest {
  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource(Isolation.class)
  void theNextEventRunsTheNewCode(Isolation isolation) throws Exception {
    build("one");
    LambdaFunction function = start(isolation);
    assertThat(version(function.invoke(event("")))).isEqualTo("one");

    build("two");

    await().until(() -> version(function.invoke(event(""))).equals("two"));
    function.close();
  }

  @Test
  void whoIsRunningFinishesOnTheOldCodeEvenWithClassesItLoadsLater() throws Exception {
    build("one");
    LambdaFunction function = start(Isolation.THREAD);
    Path go = directory.resolve("go");
    CompletableFuture<InvocationResult> running =
        CompletableFuture.supplyAsync(
            () -> function.invoke(event(go.toString())), task -> Thread.ofVirtual().start(task));
    await().until(() -> Files.exists(directory.resolve("go.begun")));

    build("two");
    await().until(() -> version(function.invoke(event(""))).equals("two"));
    Files.createFile(go);

    assertThat(version(running.join())).isEqualTo("one");
    function.close();
  }

  @Test
  void whileABuildHasTakenTheCodeAwayTheOldOneGoesOn() throws Exception {
    build("one");
    LambdaFunction function = start(Isolation.THREAD);
    assertThat(version(function.invoke(event("")))).isEqualTo("one");

    Files.delete(directory.resolve("code/lib/app.jar"));

    await().pollDelay(Duration.ofMillis(300)).until(() -> true);
    assertThat(version(function.invoke(event("")))).isEqualTo("one");
    function.close();
  }

  @ParameterizedTest
  @EnumSource(Isolation.class)
  void anArchiveIsUnpackedAndAnewWhenItHasChanged(Isolation isolation) throws Exception {
    build("one");
    pack();
    LambdaFunction function = start(isolation, "code.zip");
    assertThat(version(function.invoke(event("")))).isEqualTo("one");

    build("two");
    pack();

    await().until(() -> version(function.invoke(event(""))).equals("two"));
    Files.writeString(directory.resolve("code.zip"), "no archive");
    await().pollDelay(Duration.ofMillis(300)).until(() -> true);
    assertThat(version(function.invoke(event("")))).isEqualTo("two");
    function.close();
  }

  @Test
  void functionsOfOneArchiveShareWhatIsUnpackedAndNothingIsLeft() throws Exception {
    build("one");
    pack();
    Path place = directory.resolve("unpacked");
    try (UnpackedCode unpacked = new UnpackedCode(Optional.of(place))) {
      Path first = unpacked.take(directory.resolve("code.zip"));
      assertThat(unpacked.take(directory.resolve("code.zip"))).isEqualTo(first);
      assertThat(first.resolve("lib/app.jar")).isRegularFile();

      unpacked.giveBack(first);
      assertThat(first).isDirectory();
      unpacked.giveBack(first);
      assertThat(first).doesNotExist();
    }
    assertThat(place).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "app.Handler |",
        "app.Handler::handleRequest |",
        "app.Handler::handle | the class app.Handler has no method handle",
        "app.Missing::handleRequest | there is no class app.Missing in "
      })
  void aHandlerThatIsNotInTheCodeIsTold(String handler, @Nullable String problem) throws Exception {
    build("one");
    Path code = directory.resolve("code");

    LambdaFunction function = TestFunctions.of(handler).with(code).start();

    assertThat(function.withoutHandler().orElse(""))
        .isEqualTo(problem == null ? "" : problem.endsWith("in") ? problem + " " + code : problem);
    function.close();
  }

  private LambdaFunction start(Isolation isolation) {
    return start(isolation, "code");
  }

  private LambdaFunction start(Isolation isolation, String code) {
    TestFunctions described = TestFunctions.of("app.Handler").with(directory.resolve(code));
    return (isolation == Isolation.PROCESS ? described.asProcess() : described).start();
  }

  /// Compiles a handler whose answer comes from a class that is loaded only when it is needed, and
  /// puts the jar in the place of the one before, as build tools do.
  private void build(String version) throws IOException {
    Path sources = Files.createDirectories(directory.resolve("src/app"));
    Files.writeString(
        sources.resolve("Handler.java"),
        """
        package app;
        public class Handler
            implements com.amazonaws.services.lambda.runtime.RequestHandler<String, String> {
          public String handleRequest(
              String file, com.amazonaws.services.lambda.runtime.Context context) {
            try {
              if (!file.isEmpty()) {
                java.nio.file.Files.createFile(java.nio.file.Path.of(file + ".begun"));
                while (!java.nio.file.Files.exists(java.nio.file.Path.of(file))) {
                  Thread.sleep(5);
                }
              }
            } catch (Exception e) {
              throw new IllegalStateException(e);
            }
            return Version.TEXT.get();
          }
        }
        """);
    Files.writeString(
        sources.resolve("Version.java"),
        """
        package app;
        class Version {
          static final java.util.function.Supplier<String> TEXT = () -> "%s";
        }
        """
            .formatted(version));
    Path classes = Files.createDirectories(directory.resolve("classes"));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    int status =
        compiler.run(
            null,
            null,
            null,
            "-d",
            classes.toString(),
            "-cp",
            System.getProperty("java.class.path", "") + File.pathSeparator,
            "-proc:none",
            sources.resolve("Handler.java").toString(),
            sources.resolve("Version.java").toString());
    assertThat(status).isZero();
    Path next = directory.resolve("next.jar");
    try (OutputStream file = Files.newOutputStream(next);
        JarOutputStream jar = new JarOutputStream(file)) {
      for (String name : new String[] {"Handler", "Version"}) {
        jar.putNextEntry(new JarEntry("app/" + name + ".class"));
        jar.write(Files.readAllBytes(classes.resolve("app/" + name + ".class")));
      }
    }
    Path libraries = Files.createDirectories(directory.resolve("code/lib"));
    Files.move(next, libraries.resolve("app.jar"), StandardCopyOption.REPLACE_EXISTING);
  }

  /// The folder `code` as a zip, as it is uploaded.
  private void pack() throws IOException {
    Path next = directory.resolve("next.zip");
    try (OutputStream file = Files.newOutputStream(next);
        JarOutputStream zip = new JarOutputStream(file)) {
      zip.putNextEntry(new JarEntry("lib/app.jar"));
      zip.write(Files.readAllBytes(directory.resolve("code/lib/app.jar")));
    }
    Files.move(next, directory.resolve("code.zip"), StandardCopyOption.REPLACE_EXISTING);
  }

  private static String version(InvocationResult result) {
    assertThat(result).isInstanceOf(Succeeded.class);
    return ((Succeeded) result).payload().replace("\"", "");
  }

  private static byte[] event(String file) {
    return ("\"" + file + "\"").getBytes(StandardCharsets.UTF_8);
  }
}
