package dev.sluice.cli;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;

/// The local issuer: what Cognito or Auth0 is to a deployed Sluice. Its key (ES256) is made once
/// and stays in `.sluice/`, readable by its owner only; the template gets the public half.
final class Issuer {
  static final String NAME = "sluice-local";
  static final String AUDIENCE = "sluice";
  static final String LOCAL_TENANT = "local";

  /// What client commands and the page get: a working day.
  static final Duration CLIENT_LIFETIME = Duration.ofHours(12);

  private static final FileAttribute<?> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final ECKey key;

  private Issuer(ECKey key) {
    this.key = key;
  }

  /// The issuer whose key is in `state`; makes the key if there is none.
  static Issuer open(StateDirectory state) {
    Path file = state.issuerKey();
    try {
      return new Issuer(ECKey.parse(Files.readString(file)));
    } catch (NoSuchFileException e) {
      return create(state);
    } catch (IOException e) {
      throw Errors.failure(e);
    } catch (ParseException e) {
      throw new Failure(file + " holds no key; delete it, and a new one is made");
    }
  }

  private static Issuer create(StateDirectory state) {
    state.create();
    try {
      ECKey key = new ECKeyGenerator(Curve.P_256).keyIDFromThumbprint(true).generate();
      Path whole = Files.createTempFile(state.path(), "issuer", ".jwk", OWNER_ONLY);
      try {
        Files.writeString(whole, key.toJSONString());
        // A link appears whole or not at all, and never replaces the key of someone who was faster.
        Files.createLink(state.issuerKey(), whole);
      } catch (FileAlreadyExistsException e) {
        return open(state);
      } finally {
        Files.deleteIfExists(whole);
      }
      return new Issuer(key);
    } catch (IOException e) {
      throw Errors.failure(e);
    } catch (JOSEException e) {
      throw new Failure("this JDK makes no P-256 key: " + e.getMessage());
    }
  }

  /// The template's parameters that make the functions believe this issuer.
  Map<String, String> templateParameters() {
    return Map.of(
        "JwtIssuer",
        NAME,
        "JwtAudience",
        AUDIENCE,
        "JwtKeySet",
        new JWKSet(key).toPublicJWKSet().toString(),
        "AllowedOrigins",
        "*");
  }

  String token(String tenant, Duration lifetime, Instant now) {
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(),
            new JWTClaimsSet.Builder()
                .issuer(NAME)
                .audience(AUDIENCE)
                .subject(tenant)
                .claim("tenant", tenant)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(lifetime)))
                .build());
    try {
      token.sign(new ECDSASigner(key));
    } catch (JOSEException e) {
      throw new Failure("the issuer's key does not sign: " + e.getMessage());
    }
    return token.serialize();
  }
}
