package dev.sluice.core.detect;

import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// A judgement ends, within its budget, whatever the bytes are.
class HostileBytesProperties {
  private final Ordeal ordeal = new Ordeal(EverySample.all());

  @Property(tries = 2000)
  void of_random_bytes(@ForAll("random") byte[] bytes) {
    ordeal.undergo(bytes);
  }

  /// Random bytes behind a real signature reach the structures, where they are lengths and offsets.
  @Property(tries = 4000)
  void of_random_bytes_behind_a_signature(
      @ForAll("signatures") Signature signature, @ForAll("random") byte[] bytes) {
    byte[] signed = bytes.clone();
    for (int offset = 0; offset < signed.length; offset++) {
      int wanted = signature.byteAt(offset);
      if (wanted >= 0) {
        signed[offset] = (byte) wanted;
      }
    }
    ordeal.undergo(signed);
  }

  @Property(tries = 3000)
  void of_samples_that_were_damaged(@ForAll("mutated") byte[] bytes) {
    ordeal.undergo(bytes);
  }

  @Provide
  Arbitrary<byte[]> random() {
    return Arbitraries.oneOf(
        Arbitraries.bytes().array(byte[].class).ofMaxSize(3000),
        // Small numbers: what looks like lengths that make sense leads further in.
        Arbitraries.bytes().between((byte) 0, (byte) 4).array(byte[].class).ofMaxSize(3000),
        // Long, from a seed: shrinking a megabyte byte by byte helps nobody.
        Combinators.combine(Arbitraries.longs(), Arbitraries.integers().between(4000, 150_000))
            .as(
                (seed, length) -> {
                  byte[] bytes = new byte[length];
                  new Random(seed).nextBytes(bytes);
                  return bytes;
                }));
  }

  @Provide
  Arbitrary<Signature> signatures() {
    return Arbitraries.of(
        Kinds.known().all().stream().flatMap(kind -> kind.signatures().stream()).toList());
  }

  @Provide
  Arbitrary<byte[]> mutated() {
    List<byte[]> samples = List.copyOf(EverySample.all().values());
    return Combinators.combine(Arbitraries.of(samples), Arbitraries.longs())
        .as((sample, seed) -> Mutations.mutate(sample, samples, new Random(seed)));
  }
}
