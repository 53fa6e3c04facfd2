package dev.sluice.local;

import com.sun.net.httpserver.HttpHandler;
import dev.sluice.local.access.Asked;
import dev.sluice.local.access.Call;
import dev.sluice.local.access.ServiceAccess;
import dev.sluice.local.http.AccessCheck;
import dev.sluice.local.http.FrontDoor;
import dev.sluice.local.http.Operation;
import dev.sluice.local.http.SignatureCheck;
import dev.sluice.local.iam.Permissions;
import dev.sluice.local.sign.SignatureVerifier;
import java.time.InstantSource;

/// Puts services behind the front door: every request is signed by somebody who is known, and whose
/// policies allow it.
///
/// @param region the only one for which requests may be signed
/// @param clock what `aws:CurrentTime` says
record ServiceDoors(
    FrontDoor door,
    String region,
    Credentials credentials,
    Permissions permissions,
    InstantSource clock) {

  void open(String signingName, ServiceAccess access, HttpHandler service) {
    door.service(
        signingName,
        new SignatureCheck(
            signatures(signingName),
            new AccessCheck(
                signingName, access, permissions, credentials::principal, clock, service)),
        exchange -> {
          Asked asked = access.of(Call.read(exchange));
          return new Operation(asked.operation(), asked.resource());
        });
  }

  /// With the machine's own clock, which signers have, too, whatever a test makes of the services'.
  SignatureVerifier signatures(String signingName) {
    return new SignatureVerifier(
        signingName, region, credentials::signingKey, InstantSource.system());
  }
}
