package dev.sluice.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class VerifiedTokensTest {
  private static final Instant NOW = Instant.parse("2026-05-04T10:00:00Z");

  private final VerifiedTokens tokens = new VerifiedTokens();

  @Test
  void a_token_is_known_for_five_minutes() {
    tokens.add("one", subject("mia"), NOW);

    assertThat(tokens.find("one", NOW.plus(Duration.ofMinutes(5)).minusMillis(1)))
        .contains(subject("mia"));
    assertThat(tokens.find("one", NOW.plus(Duration.ofMinutes(5)))).isEmpty();
    assertThat(tokens.find("on", NOW)).isEmpty();
  }

  @Test
  void of_more_than_a_hundred_the_first_are_forgotten() {
    for (int number = 0; number <= 100; number++) {
      tokens.add("token " + number, subject("mia"), NOW);
    }

    assertThat(tokens.find("token 0", NOW)).isEmpty();
    assertThat(tokens.find("token 1", NOW)).isPresent();
    assertThat(tokens.find("token 100", NOW)).isPresent();
  }

  private static JWTClaimsSet subject(String subject) {
    return new JWTClaimsSet.Builder().subject(subject).build();
  }
}
