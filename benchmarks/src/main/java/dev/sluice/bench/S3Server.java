package dev.sluice.bench;

import dev.sluice.local.http.CallRecorder;
import dev.sluice.local.http.FrontDoor;
import dev.sluice.local.s3.LocalS3;
import dev.sluice.local.sign.SignatureVerifier;
import dev.sluice.local.sign.SigningKey;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Properties;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;

/// An S3 over a folder, alone in a process: says its port, and ends when its input does.
public final class S3Server {
  static final String ACCESS_KEY = "bench";
  static final String SECRET = "bench";

  private S3Server() {}

  /// @param arguments `own` or `s3proxy`, and the folder
  /// @throws Exception if it can't start
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[1]);
    System.out.println(arguments[0].equals("own") ? own(folder) : s3Proxy(folder));
    awaitEndOfInput();
    System.exit(0);
  }

  /// The local cloud's S3 behind its front door.
  ///
  /// @return its port
  static int own(Path folder) {
    FrontDoor door = new FrontDoor(0, new CallRecorder(), key -> key);
    SignatureVerifier signatures =
        new SignatureVerifier(
            "s3",
            "us-east-1",
            key ->
                key.equals(ACCESS_KEY)
                    ? Optional.of(SigningKey.permanent(SECRET))
                    : Optional.empty(),
            InstantSource.system());
    LocalS3 s3 = new LocalS3(Optional.of(folder), signatures, InstantSource.system());
    door.service("s3", s3, s3::operation);
    door.start();
    return door.port();
  }

  private static int s3Proxy(Path folder) throws Exception {
    Properties properties = new Properties();
    properties.setProperty("jclouds.filesystem.basedir", folder.toAbsolutePath().toString());
    S3Proxy server =
        S3Proxy.builder()
            .blobStore(BlobStores.create("filesystem-nio2", properties))
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.AWS_V4, ACCESS_KEY, SECRET)
            .ignoreUnknownHeaders(true)
            .build();
    server.start();
    return server.getPort();
  }

  private static void awaitEndOfInput() throws IOException {
    while (System.in.read() >= 0) {
      // Nothing is said to it.
    }
  }
}
