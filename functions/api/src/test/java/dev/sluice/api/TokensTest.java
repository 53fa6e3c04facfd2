package dev.sluice.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import dev.sluice.api.Caller.Scope;
import dev.sluice.api.http.HttpRequest;
import dev.sluice.core.upload.TenantId;
import dev.sluice.core.upload.Unavailable;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokensTest {
  private static final String ISSUER = "https://issuer.example";
  private static final String AUDIENCE = "uploads";

  /// RFC 8725: clocks may differ by a minute.
  private static final Duration MORE_THAN_SKEW = Duration.ofMinutes(2);

  private static ECKey ec;
  private static RSAKey rsa;
  private static Tokens tokens;

  @BeforeAll
  static void makeKeys() throws JOSEException {
    ec = new ECKeyGenerator(Curve.P_256).keyID("ec").generate();
    rsa = new RSAKeyGenerator(2048).keyID("rsa").generate();
    tokens =
        new Tokens(
            ISSUER, AUDIENCE, new JWKSet(List.of(ec, rsa)).toString(true), InstantSource.system());
  }

  @Test
  void a_token_of_either_key_says_who_asks() throws JOSEException {
    Caller caller = new Caller(new TenantId("mia"), Set.of(Scope.READ, Scope.WRITE));

    assertThat(verified(signed(claims().build()))).isEqualTo(caller);
    assertThat(
            verified(
                signed(
                    new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("rsa").build(),
                    new RSASSASigner(rsa),
                    claims().build())))
        .isEqualTo(caller);
  }

  @Test
  void a_tenant_in_the_token_counts_more_than_its_subject() throws JOSEException {
    assertThat(verified(signed(claims().claim("tenant", "acme").build())).tenant())
        .isEqualTo(new TenantId("acme"));
  }

  @Test
  void the_scopes_of_a_token_are_all_that_it_allows() throws JOSEException {
    assertThat(verified(signed(claims().claim("scope", "uploads:read openid").build())).scopes())
        .containsExactly(Scope.READ);
    assertThat(verified(signed(claims().claim("scope", "").build())).scopes()).isEmpty();
    assertThat(verified(signed(claims().claim("scope", "uploads:*").build())).scopes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "Bearer", "Bearer ", "Bearer a.b.c", "Bearer a", "Basic dGVzdDp0ZXN0"})
  void what_is_no_token_is_refused(String header) {
    assertRefused(header);
  }

  @Test
  void a_token_out_of_its_time_is_refused() throws JOSEException {
    Date past = Date.from(Instant.now().minus(MORE_THAN_SKEW));
    Date future = Date.from(Instant.now().plus(MORE_THAN_SKEW));

    assertRefused(claims().expirationTime(past));
    assertRefused(claims().notBeforeTime(future));
    assertRefused(claims().expirationTime(null));
  }

  @Test
  void a_token_that_held_before_is_refused_once_it_is_out_of_its_time() throws JOSEException {
    AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    Tokens later = new Tokens(ISSUER, AUDIENCE, new JWKSet(List.of(ec)).toString(true), now::get);
    Date soon = Date.from(now.get().plusSeconds(60));
    HttpRequest request = request("Bearer " + signed(claims().expirationTime(soon).build()));

    assertThat(later.verify(request)).isEqualTo(later.verify(request));

    now.set(soon.toInstant().plus(MORE_THAN_SKEW));
    assertThatThrownBy(() -> later.verify(request)).isInstanceOf(Unauthorized.class);
  }

  @Test
  void a_token_for_or_of_somebody_else_is_refused() throws JOSEException {
    assertRefused(claims().issuer("https://other.example"));
    assertRefused(claims().issuer(null));
    assertRefused(claims().audience("billing"));
    assertRefused(claims().audience((String) null));
    assertRefused(claims().subject(null));
  }

  @Test
  void a_token_whose_tenant_can_not_be_one_is_refused() throws JOSEException {
    assertRefused(claims().claim("tenant", ""));
    assertRefused(claims().claim("tenant", 5));
    assertRefused(claims().claim("scope", List.of("uploads:read")));
  }

  @Test
  void a_token_that_nobody_signed_is_refused() {
    assertRefused("Bearer " + new PlainJWT(claims().build()).serialize());
  }

  /// A public key is known to all; as a secret it would let anybody sign (RFC 8725, section 2.1).
  @Test
  void a_token_signed_with_the_public_key_as_a_secret_is_refused() throws JOSEException {
    byte[] known = rsa.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8);

    assertRefused(
        "Bearer "
            + signed(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("rsa").build(),
                new MACSigner(known),
                claims().build()));
  }

  @Test
  void a_token_of_a_stranger_who_names_our_key_is_refused() throws JOSEException {
    ECKey stranger = new ECKeyGenerator(Curve.P_256).keyID("ec").generate();

    assertRefused(
        "Bearer "
            + signed(
                header(UnaryOperator.identity()), new ECDSASigner(stranger), claims().build()));
    assertRefused(
        "Bearer "
            + signed(
                header(header -> header.keyID("nobodys")), new ECDSASigner(ec), claims().build()));
    assertRefused(
        "Bearer "
            + signed(
                header(header -> header.jwk(stranger.toPublicJWK())),
                new ECDSASigner(stranger),
                claims().build()));
  }

  @Test
  void a_token_whose_claims_were_changed_is_refused() throws JOSEException {
    String[] mine = signed(claims().build()).split("\\.", -1);
    String[] others = signed(claims().subject("victim").build()).split("\\.", -1);

    assertRefused("Bearer " + mine[0] + '.' + others[1] + '.' + mine[2]);
  }

  @Test
  void a_token_of_another_kind_is_refused() throws JOSEException {
    assertThat(
            verified(
                    signed(
                        header(header -> header.type(new JOSEObjectType("at+jwt"))),
                        new ECDSASigner(ec),
                        claims().build()))
                .tenant())
        .isEqualTo(new TenantId("mia"));

    assertRefused(
        "Bearer "
            + signed(
                header(header -> header.type(new JOSEObjectType("dpop+jwt"))),
                new ECDSASigner(ec),
                claims().build()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "keys", "{", "{\"keys\":5}"})
  void keys_that_are_none_fail_at_the_start(String keys) {
    assertThatIllegalStateException()
        .isThrownBy(() -> new Tokens(ISSUER, AUDIENCE, keys, InstantSource.system()));
  }

  @Test
  void keys_are_fetched_where_they_lie() throws Exception {
    byte[] set = new JWKSet(List.of(ec)).toString(true).getBytes(StandardCharsets.UTF_8);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/keys",
        exchange -> {
          exchange.sendResponseHeaders(200, set.length);
          exchange.getResponseBody().write(set);
          exchange.close();
        });
    server.start();
    try {
      Tokens fetched =
          new Tokens(
              ISSUER,
              AUDIENCE,
              "http://localhost:" + server.getAddress().getPort() + "/keys",
              InstantSource.system());

      assertThat(fetched.verify(request("Bearer " + signed(claims().build()))).tenant())
          .isEqualTo(new TenantId("mia"));
    } finally {
      server.stop(0);
    }
  }

  @Test
  void keys_that_can_not_be_fetched_are_no_fault_of_the_token() throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    Tokens unreachable =
        new Tokens(ISSUER, AUDIENCE, "http://localhost:" + free + "/keys", InstantSource.system());
    HttpRequest request = request("Bearer " + signed(claims().build()));

    assertThatThrownBy(() -> unreachable.verify(request)).isInstanceOf(Unavailable.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://issuer.example/keys",
        "file://localhost/etc/keys",
        "ftp://localhost/keys",
        "keys.json"
      })
  void keys_that_somebody_on_the_way_could_change_are_not_fetched(String where) {
    assertThatIllegalStateException()
        .isThrownBy(() -> new Tokens(ISSUER, AUDIENCE, where, InstantSource.system()))
        .withMessageContaining("JwtKeySet");
  }

  private static JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .issuer(ISSUER)
        .audience(AUDIENCE)
        .subject("mia")
        .expirationTime(Date.from(Instant.now().plus(Duration.ofHours(1))));
  }

  private static JWSHeader header(UnaryOperator<JWSHeader.Builder> change) {
    return change.apply(new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("ec")).build();
  }

  private static String signed(JWTClaimsSet claims) throws JOSEException {
    return signed(header(UnaryOperator.identity()), new ECDSASigner(ec), claims);
  }

  private static String signed(JWSHeader header, JWSSigner signer, JWTClaimsSet claims)
      throws JOSEException {
    SignedJWT token = new SignedJWT(header, claims);
    token.sign(signer);
    return token.serialize();
  }

  private static Caller verified(String token) {
    return tokens.verify(request("bearer " + token));
  }

  private static void assertRefused(JWTClaimsSet.Builder claims) throws JOSEException {
    assertRefused("Bearer " + signed(claims.build()));
  }

  private static void assertRefused(String header) {
    assertThatThrownBy(() -> tokens.verify(request(header))).isInstanceOf(Unauthorized.class);
  }

  private static HttpRequest request(String header) {
    return new HttpRequest("GET", "/v1/uploads", Map.of(), Map.of("authorization", header), "");
  }
}
