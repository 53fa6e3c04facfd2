package dev.sluice.core.sign;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ContentDispositionTest {
  @Test
  void givesTheNameTwice() {
    assertThat(ContentDisposition.ATTACHMENT.header("naïve plan (1).pdf"))
        .isEqualTo(
            "attachment; filename=\"na_ve plan (1).pdf\";"
                + " filename*=UTF-8''na%C3%AFve%20plan%20%281%29.pdf");
    assertThat(ContentDisposition.INLINE.header("👩‍🚀.png"))
        .isEqualTo(
            "inline; filename=\"___.png\";"
                + " filename*=UTF-8''%F0%9F%91%A9%E2%80%8D%F0%9F%9A%80.png");
  }

  @Test
  void defusesNamesThatWouldBreakOutOrDeceive() {
    assertThat(ContentDisposition.ATTACHMENT.header("a\"; x=\"b\r\nset-cookie: c"))
        .isEqualTo(
            "attachment; filename=\"a_; x=_b__set-cookie: c\";"
                + " filename*=UTF-8''a%22%3B%20x%3D%22b__set-cookie%3A%20c");
    assertThat(ContentDisposition.ATTACHMENT.header("..\\up/\u202egpj.exe"))
        .isEqualTo("attachment; filename=\".._up__gpj.exe\"; filename*=UTF-8''.._up__gpj.exe");
  }

  @Property
  void staysOneHeaderWhateverTheName(@ForAll String name) {
    assertThat(ContentDisposition.ATTACHMENT.header(name))
        .matches(
            "attachment; filename=\"[ -~&&[^\"\\\\%]]*\"; filename\\*=UTF-8''[A-Za-z0-9._~%-]*");
  }
}
