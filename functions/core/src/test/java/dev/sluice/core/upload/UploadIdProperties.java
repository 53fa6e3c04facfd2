package dev.sluice.core.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class UploadIdProperties {
  private static final TenantId TENANT = new TenantId("acme");

  @Property
  void sixteen_bytes_make_an_id_that_sorts_as_they_do(
      @ForAll @Size(16) byte[] one, @ForAll @Size(16) byte[] other) {
    assertThat(Integer.signum(UploadId.of(one).value().compareTo(UploadId.of(other).value())))
        .isEqualTo(new BigInteger(1, one).compareTo(new BigInteger(1, other)));
    assertThat(UploadId.parse(UploadId.of(one).value())).contains(UploadId.of(one));
  }

  @Property
  void the_key_of_an_upload_leads_back_to_it(@ForAll @Size(16) byte[] random) {
    UploadId id = UploadId.of(random);

    assertThat(ObjectKey.ofUpload(TENANT, id).uploadId()).contains(id);
    assertThat(ObjectKey.ofUpload(TENANT, id).value()).matches("u/[0-9a-f]+/[0-9a-z]{26}");
    assertThat(ObjectKey.ofDerived(TENANT, id, "thumbnail").uploadId()).isEmpty();
  }

  @Property
  void no_text_of_a_client_is_more_than_no_id(@ForAll String text) {
    assertThat(UploadId.parse(text)).isEmpty();
  }

  @Example
  void capitals_and_letters_that_look_like_digits_are_no_id() {
    assertThat(UploadId.parse("0123456789abcdefghjkmnpqrs")).isPresent();

    assertThat(UploadId.parse("0123456789ABCDEFGHJKMNPQRS")).isEmpty();
    assertThat(UploadId.parse("0123456789abcdefghijklmnop")).isEmpty();
    assertThat(UploadId.parse("8123456789abcdefghjkmnpqrs")).isEmpty();
    assertThat(UploadId.parse("0123456789abcdefghjkmnpqrs0")).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> UploadId.of(new byte[15]));
  }
}
