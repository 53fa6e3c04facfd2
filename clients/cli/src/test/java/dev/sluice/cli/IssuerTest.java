package dev.sluice.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class IssuerTest {
  @TempDir Path home;

  @Test
  void theKeyIsMadeOnceAndIsItsOwnersOnly() throws Exception {
    Terminal terminal = new Terminal(home);

    assertThat(terminal.type("token")).isZero();
    Path key = home.resolve(".sluice/issuer.jwk");
    String made = Files.readString(key);
    assertThat(Files.getPosixFilePermissions(key))
        .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    assertThat(terminal.type("token", "--tenant", "acme")).isZero();
    assertThat(key).hasContent(made);
    try (var files = Files.list(home.resolve(".sluice"))) {
      assertThat(files).containsExactly(key);
    }
  }

  @Test
  void tokensVerifyAgainstThePublicKeysOfTheTemplate() throws Exception {
    Terminal terminal = new Terminal(home);
    Instant before = Instant.now();
    assertThat(terminal.type("token", "--tenant", "acme", "--expires", "15m")).isZero();
    SignedJWT token = SignedJWT.parse(terminal.out().strip());

    var parameters = Issuer.open(terminal.context().state()).templateParameters();
    String keySet = requireNonNull(parameters.get("JwtKeySet"));
    var key = JWKSet.parse(keySet).getKeyByKeyId(token.getHeader().getKeyID());

    assertThat(token.verify(new ECDSAVerifier(key.toECKey()))).isTrue();
    assertThat(key.isPrivate()).isFalse();
    assertThat(keySet).doesNotContain("\"d\"");
    assertThat(token.getJWTClaimsSet().getIssuer()).isEqualTo(parameters.get("JwtIssuer"));
    assertThat(token.getJWTClaimsSet().getAudience())
        .containsExactly(parameters.get("JwtAudience"));
    assertThat(token.getJWTClaimsSet().getStringClaim("tenant")).isEqualTo("acme");
    assertThat(token.getJWTClaimsSet().getExpirationTime().toInstant())
        .isBetween(before.plus(Duration.ofMinutes(14)), before.plus(Duration.ofMinutes(16)));
  }

  @Test
  void aTimeThatIsNoneIsWrongUsage() {
    Terminal terminal = new Terminal(home);

    assertThat(terminal.type("token", "--expires", "soon")).isEqualTo(2);
    assertThat(terminal.err()).contains("\"soon\" is no time; write 30s, 15m, 12h or 7d");
    assertThat(terminal.type("token", "--expires", "0h")).isEqualTo(2);
    assertThat(terminal.type("token", "--tenant", "")).isEqualTo(2);
  }

  @Test
  void aBrokenKeyFileIsNamed() throws Exception {
    Files.createDirectories(home.resolve(".sluice"));
    Files.writeString(home.resolve(".sluice/issuer.jwk"), "{}");
    Terminal terminal = new Terminal(home);

    assertThat(terminal.type("token")).isEqualTo(1);
    assertThat(terminal.err()).contains("issuer.jwk holds no key; delete it");
  }
}
