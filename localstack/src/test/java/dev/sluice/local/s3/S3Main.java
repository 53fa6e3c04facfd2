package dev.sluice.local.s3;

import dev.sluice.local.http.CallRecorder;
import dev.sluice.local.http.FrontDoor;
import dev.sluice.local.sign.SignatureVerifier;
import dev.sluice.local.sign.SigningKey;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/// Serves S3 alone, for suites that are not ours: `S3Main PORT FOLDER ACCESS-KEY SECRET`.
final class S3Main {
  private S3Main() {}

  static void main(String[] arguments) {
    FrontDoor door = new FrontDoor(Integer.parseInt(arguments[0]), new CallRecorder(), key -> key);
    door.service(
        "s3",
        new LocalS3(
            Optional.of(Path.of(arguments[1])),
            new SignatureVerifier(
                "s3",
                "us-east-1",
                key ->
                    key.equals(arguments[2])
                        ? Optional.of(SigningKey.permanent(arguments[3]))
                        : Optional.empty(),
                Clock.systemUTC()),
            Clock.systemUTC()));
    door.start();
    System.out.println(door.port());
  }
}
