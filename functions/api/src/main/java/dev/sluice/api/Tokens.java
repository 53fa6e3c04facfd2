package dev.sluice.api;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.sluice.api.http.HttpRequest;
import dev.sluice.core.upload.TenantId;
import dev.sluice.core.upload.Unavailable;
import java.net.MalformedURLException;
import java.net.URI;
import java.text.ParseException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Verifies bearer tokens: JWTs of one issuer for one audience, signed with RS256 or ES256 by a key
/// of its set (RFC 7519, RFC 6750, RFC 8725).
final class Tokens {
  private static final String PREFIX = "bearer ";

  private final DefaultJWTProcessor<SecurityContext> processor;
  private final DefaultJWTClaimsVerifier<SecurityContext> claims;
  private final VerifiedTokens verified = new VerifiedTokens();
  private final InstantSource clock;

  /// @param keys the issuer's JSON Web Key Set, or the https URL where it lies
  /// @throws IllegalStateException if `keys` is neither
  Tokens(String issuer, String audience, String keys, InstantSource clock) {
    this.clock = clock;
    claims = claims(issuer, audience, clock);
    processor = new DefaultJWTProcessor<>();
    processor.setJWSTypeVerifier(
        new DefaultJOSEObjectTypeVerifier<>(
            JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
    processor.setJWSKeySelector(
        new JWSVerificationKeySelector<>(
            Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256), source(keys)));
    processor.setJWTClaimsSetVerifier(claims);
  }

  /// @throws Unauthorized if there is no token or it does not hold
  /// @throws Unavailable if the keys can't be fetched
  Caller verify(HttpRequest request) {
    String header = request.header("authorization").orElse("");
    if (!header.regionMatches(true, 0, PREFIX, 0, PREFIX.length())) {
      throw new Unauthorized("send Authorization: Bearer <token>");
    }
    try {
      return caller(claims(header.substring(PREFIX.length()).strip()));
    } catch (ParseException _) {
      throw new Unauthorized("the token is not a signed JWT");
    } catch (BadJOSEException e) {
      throw new Unauthorized("the token does not hold: " + e.getMessage());
    } catch (KeySourceException e) {
      throw new Unavailable("the key set of JwtKeySet", e);
    } catch (JOSEException e) {
      throw new Unauthorized("the token can't be verified");
    }
  }

  private JWTClaimsSet claims(String token) throws ParseException, BadJOSEException, JOSEException {
    Instant now = clock.instant();
    Optional<JWTClaimsSet> known = verified.find(token, now);
    if (known.isPresent()) {
      claims.verify(known.get(), null);
      return known.get();
    }
    JWTClaimsSet found = processor.process(token, null);
    verified.add(token, found, now);
    return found;
  }

  private static DefaultJWTClaimsVerifier<SecurityContext> claims(
      String issuer, String audience, InstantSource clock) {
    return new DefaultJWTClaimsVerifier<>(
        audience, new JWTClaimsSet.Builder().issuer(issuer).build(), Set.of("sub", "exp")) {
      @Override
      protected Date currentTime() {
        return Date.from(clock.instant());
      }
    };
  }

  private static Caller caller(JWTClaimsSet claims) throws ParseException {
    String tenant = claims.getStringClaim("tenant");
    String owner = tenant == null ? claims.getSubject() : tenant;
    try {
      return new Caller(new TenantId(owner), scopes(claims.getStringClaim("scope")));
    } catch (IllegalArgumentException e) {
      throw new Unauthorized("the token's tenant can't be used: " + e.getMessage());
    }
  }

  private static Set<Caller.Scope> scopes(@Nullable String claim) {
    if (claim == null) {
      return EnumSet.allOf(Caller.Scope.class);
    }
    List<String> words = Arrays.asList(claim.split(" "));
    return Arrays.stream(Caller.Scope.values())
        .filter(scope -> words.contains(scope.word()))
        .collect(Collectors.toSet());
  }

  private static JWKSource<SecurityContext> source(String keys) {
    try {
      if (keys.stripLeading().startsWith("{")) {
        return new ImmutableJWKSet<>(JWKSet.parse(keys));
      }
      URI url = URI.create(keys);
      boolean here = "http".equals(url.getScheme()) && "localhost".equals(url.getHost());
      if (!"https".equals(url.getScheme()) && !here) {
        throw new IllegalStateException(
            "JwtKeySet is fetched by https, or by http from localhost: who can change the keys makes any token");
      }
      return JWKSourceBuilder.create(url.toURL()).retrying(true).build();
    } catch (ParseException | MalformedURLException | IllegalArgumentException e) {
      throw new IllegalStateException(
          "JwtKeySet is neither a JSON Web Key Set nor the URL of one", e);
    }
  }
}
