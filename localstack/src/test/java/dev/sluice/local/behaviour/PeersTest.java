package dev.sluice.local.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.local.clients.Packages;
import dev.sluice.local.clients.Program;
import dev.sluice.local.http.SignedRequests;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Other emulators, asked the same of S3; writes their columns of the list in README.md. What can't
/// be started is skipped, and its column stays.
@Tag("peers")
class PeersTest {
  private static final Path PAGE = Path.of("README.md");
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  @TempDir private Path folder;

  /// With signatures checked, over a folder, and addressed by path: told a virtual host it would
  /// take 127.0.0.1 for a bucket. It is on the class path in this profile only.
  @Test
  void s3Proxy() throws IOException {
    int port = Peer.freePort();
    Path settings =
        Files.writeString(
            folder.resolve("s3proxy.conf"),
            """
            s3proxy.endpoint=http://127.0.0.1:%d
            s3proxy.authorization=aws-v4
            s3proxy.identity=test
            s3proxy.credential=test
            jclouds.provider=filesystem-nio2
            jclouds.filesystem.basedir=%s
            """
                .formatted(port, Files.createDirectory(folder.resolve("data"))));
    List<String> command =
        List.of(
            JAVA,
            "-cp",
            System.getProperty("java.class.path"),
            "org.gaul.s3proxy.Main",
            "--properties",
            settings.toString());
    try (Peer peer = new Peer(folder, Map.of(), command)) {
      measure("S3Proxy 4.1.0", peer.awaitAnswer(new S3Site(port, "test", "test", "localhost")));
    }
  }

  /// It has nothing to be set: it checks no signature.
  @Test
  void s3Mock() throws IOException {
    int port = Peer.freePort();
    Path jar = Path.of("target", "peers", "s3mock.jar").toAbsolutePath();
    Assumptions.assumeTrue(Files.exists(jar), "The profile peers puts it to " + jar);
    List<String> command =
        List.of(
            JAVA,
            "-jar",
            jar.toString(),
            "--server.port=" + Peer.freePort(),
            "--http.port=" + port);
    try (Peer peer = new Peer(folder, Map.of(), command)) {
      measure("S3Mock 5.2.0", peer.awaitAnswer(new S3Site(port, "test", "test", "localhost")));
    }
  }

  /// The core from PyPI, without Docker, with presigned addresses checked.
  @Test
  void localStack() throws IOException {
    int port = Peer.freePort();
    Path python = python("localstack").resolve("bin/python");
    Map<String, String> environment =
        Map.of(
            "OVERRIDE_IN_DOCKER", "0",
            "FILESYSTEM_ROOT", folder.resolve("root").toString(),
            "DISABLE_EVENTS", "1",
            "SKIP_SSL_CERT_DOWNLOAD", "1",
            "DNS_ADDRESS", "0",
            "GATEWAY_SERVER", "hypercorn",
            "GATEWAY_LISTEN", "127.0.0.1:" + port,
            "S3_SKIP_SIGNATURE_VALIDATION", "0");
    List<String> command = List.of(python.toString(), "-m", "localstack.runtime.main");
    try (Peer peer = new Peer(folder, environment, command)) {
      measure(
          "LocalStack 4.14.0",
          peer.awaitAnswer(new S3Site(port, "test", "test", "s3.localhost.localstack.cloud")));
    }
  }

  /// With signatures checked, which it does for keys of users that were created in it.
  @Test
  void miniStack() throws IOException {
    int port = Peer.freePort();
    Path program = python("ministack").resolve("bin/ministack");
    Map<String, String> environment =
        Map.of(
            "AUTH", "true",
            "GATEWAY_PORT", Integer.toString(port),
            "BIND_HOST", "127.0.0.1",
            "SFTP_ENABLED", "0",
            "IOT_MTLS_ENABLED", "0",
            "AWS_ENDPOINT_URL", "http://127.0.0.1:" + port);
    try (Peer peer = new Peer(folder, environment, List.of(program.toString()))) {
      peer.awaitAnswer(new S3Site(port, "test", "test", "s3.localhost"));
      measure("MiniStack 1.5.33", user(port));
    }
  }

  private static void measure(String name, S3Site site) throws IOException {
    Bucket control = site.newBucket();
    control.stored("a", "hello");
    assertThat(control.get("a").body()).isEqualTo("hello");
    Measurement measured = new Measurement();

    measured.ask(S3Behaviours.SECTIONS, site::newBucket);

    Files.writeString(PAGE, BehaviourList.updated(Files.readString(PAGE), Map.of(name, measured)));
    measured
        .reasons()
        .forEach(
            (behaviour, why) ->
                System.out.printf(
                    "%s: %s: %.300s%n", name, behaviour, why.replaceAll("\\s+", " ")));
  }

  /// Both need Python 3.12 or newer.
  private static Path python(String name) {
    Path list = Path.of(resource(name + "-requirements.txt"));
    for (String version : List.of("python3.13", "python3.12", "python3")) {
      for (Program python : Program.allOnPath(version, "Python 3.12 or newer")) {
        if (python.file().isPresent()
            && python.run("-c", "import sys; sys.exit(sys.version_info < (3, 12))").status() == 0) {
          return Packages.python(name, python, list);
        }
      }
    }
    return Assumptions.abort("There is no Python 3.12 or newer here");
  }

  private static URI resource(String name) {
    try {
      return Objects.requireNonNull(PeersTest.class.getResource(name), name).toURI();
    } catch (java.net.URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static S3Site user(int port) {
    URI endpoint = URI.create("http://127.0.0.1:" + port + "/");
    try (SignedRequests iam = new SignedRequests("iam")) {
      String name = "&UserName=prober";
      ask(iam, endpoint, "CreateUser" + name);
      ask(
          iam,
          endpoint,
          "AttachUserPolicy"
              + name
              + "&PolicyArn=arn%3Aaws%3Aiam%3A%3Aaws%3Apolicy%2FAdministratorAccess");
      String key = ask(iam, endpoint, "CreateAccessKey" + name);
      return new S3Site(
          port, element(key, "AccessKeyId"), element(key, "SecretAccessKey"), "s3.localhost");
    }
  }

  private static String ask(SignedRequests iam, URI endpoint, String action) {
    var answer =
        iam.send(
            "POST",
            endpoint,
            Map.of("Content-Type", "application/x-www-form-urlencoded"),
            "Version=2010-05-08&Action=" + action);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }

  private static String element(String xml, String name) {
    Matcher matcher = Pattern.compile("<" + name + ">([^<]*)<").matcher(xml);
    assertThat(matcher.find()).as(xml).isTrue();
    return matcher.group(1);
  }
}
