package dev.sluice.core.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.collection.CollectionRules;
import dev.sluice.core.detect.Confidence;
import dev.sluice.core.detect.Finding;
import dev.sluice.core.detect.Kind;
import dev.sluice.core.detect.Kinds;
import dev.sluice.core.media.MediaType;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimsTest {
  private static final String DOCX =
      "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

  /// One or two of each family.
  private static final List<String> KINDS =
      List.of(
          "image/png",
          "image/jpeg",
          "image/gif",
          "image/webp",
          "image/tiff",
          "image/heic",
          "image/heif",
          "image/avif",
          "image/svg+xml",
          "video/mp4",
          "audio/mp4",
          "video/quicktime",
          "video/matroska",
          "video/webm",
          "audio/mpeg",
          "audio/ogg",
          "audio/flac",
          "audio/vnd.wave",
          "application/pdf",
          "application/postscript",
          "application/rtf",
          "application/msword",
          DOCX,
          "application/epub+zip",
          "application/zip",
          "application/x-7z-compressed",
          "application/gzip",
          "application/x-tar",
          "application/vnd.microsoft.portable-executable",
          "application/x-elf",
          "text/html",
          "application/xml",
          "text/plain");

  /// What agrees though it is not the same: found, claimed.
  private static final Set<String> AGREE =
      Set.of(
          "image/heic image/heif",
          "image/heif image/heic",
          "image/svg+xml application/xml",
          "video/mp4 audio/mp4",
          "video/mp4 video/quicktime",
          "audio/mp4 video/mp4",
          "audio/mp4 video/quicktime",
          "video/quicktime video/mp4",
          "video/quicktime audio/mp4",
          "video/webm video/matroska",
          DOCX + " application/zip",
          "application/epub+zip application/zip");

  @Test
  void of_all_pairs_of_families_only_those_agree_that_are_built_on_each_other_or_called_alike() {
    Set<String> agree = new TreeSet<>();
    for (String found : KINDS) {
      for (String claimed : KINDS) {
        if (!found.equals(claimed) && agrees(claimed, Found.of(found))) {
          agree.add(found + " " + claimed);
        }
      }
    }

    assertThat(agree).containsExactlyInAnyOrderElementsOf(AGREE);
  }

  @Test
  void every_kind_is_what_it_is_called() {
    assertThat(KINDS).allMatch(kind -> agrees(kind, Found.of(kind)));
  }

  @ParameterizedTest
  @CsvSource({
    "image/jpg, image/jpeg",
    "image/pjpeg, image/jpeg",
    "text/xml, application/xml",
    "application/x-zip-compressed, application/zip",
    "application/x-zip-compressed, application/epub+zip",
    "audio/x-m4a, video/mp4",
    "audio/webm, video/webm",
    "audio/matroska, video/webm",
    "video/ogg, audio/ogg",
    "audio/opus, audio/ogg",
    "application/x-msdownload, application/vnd.microsoft.portable-executable",
    "application/vnd.acme+zip, application/epub+zip",
    "application/vnd.acme+xml, image/svg+xml",
    "application/geo+json, application/json",
    "application/geo+json, text/plain",
    "text/html, application/xhtml+xml",
    "application/xhtml+xml, text/html",
    "text/markdown, text/html",
    "application/x-x509-ca-cert, application/pkix-cert-text",
    "application/pkix-cert-text, application/pkix-cert",
    "application/pkix-crl, application/x-pem-file",
    "application/x-pem-file, text/plain",
    "text/x-cmake, text/plain",
    "application/x-cue, text/plain",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document, application/vnd.ms-office.encrypted",
  })
  void other_names_hold(String claimed, String found) {
    assertThat(agrees(claimed, Found.of(found))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "video/webm, video/matroska",
    "application/epub+zip, application/zip",
    "image/svg+xml, application/xml",
    "application/vnd.acme, image/png",
    "application/vnd.acme, application/zip",
    "application/vnd.acme+zip, text/plain",
    "application/vnd.acme+xml, text/plain",
    "text/x-unheard-of, text/html",
    "text/html, text/markdown",
    "application/vnd.ms-office.encrypted, application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/pdf, application/vnd.ms-office.encrypted",
  })
  void a_claim_that_would_have_to_be_seen_does_not_hold(String claimed, String found) {
    assertThat(agrees(claimed, Found.of(found))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "text/csv",
        "text/markdown",
        "text/css",
        "text/javascript",
        "application/javascript",
        "application/json",
        "application/yaml",
        "text/x-script",
        "text/x-unheard-of",
        "application/vnd.acme",
      })
  void text_that_has_no_signature_may_be_plain_text_or_of_any_form(String claimed) {
    assertThat(agrees(claimed, Found.of("text/plain"))).isTrue();
    assertThat(agrees(claimed, Found.by(Confidence.FORM, "text/csv"))).isTrue();
    assertThat(agrees(claimed, Found.by(Confidence.FORM, "text/markdown"))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"text/html", "application/xml", "application/rtf", "image/png", "image/svg+xml"})
  void what_would_have_been_proven_is_no_plain_text(String claimed) {
    assertThat(agrees(claimed, Found.of("text/plain"))).isFalse();
    assertThat(agrees(claimed, Found.by(Confidence.FORM, "text/csv"))).isFalse();
  }

  /// Nobody finds out which document it is; that it is under a password is for the collection to
  /// take or not.
  @Test
  void a_document_under_a_password_is_taken_for_what_it_is_called() {
    Finding sealed = Found.of("application/vnd.ms-office.encrypted");
    CollectionRules rules = Rules.allowing(DOCX);
    MediaType nothing = MediaType.OCTET_STREAM;

    assertThat(Claims.allowed(MediaType.parse(DOCX), "a", rules, sealed)).isTrue();
    assertThat(Claims.allowed(nothing, "a.docx", rules, sealed)).isTrue();
    assertThat(Claims.allowed(nothing, "a.xlsx", rules, sealed)).isFalse();
    assertThat(Claims.allowed(nothing, "a", rules, sealed)).isFalse();
    assertThat(Claims.allowed(nothing, "a.pdf", Rules.allowing("application/pdf"), sealed))
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/octet-stream",
        "binary/octet-stream",
        "application/force-download",
        "application/x-download",
      })
  void a_claim_of_nothing_holds_for_everything(String claimed) {
    assertThat(agrees(claimed, Found.of("image/png"))).isTrue();
    assertThat(agrees(claimed, Found.of("text/html"))).isTrue();
    assertThat(agrees(claimed, Found.nothing())).isTrue();
  }

  @Test
  void where_nothing_was_found_only_a_kind_that_nobody_knows_is_believed() {
    assertThat(agrees("application/vnd.acme", Found.nothing())).isTrue();
    assertThat(agrees("image/png", Found.nothing())).isFalse();
    assertThat(agrees("image/x-png", Found.nothing())).isFalse();
    assertThat(agrees("text/csv", Found.nothing())).isFalse();
    assertThat(agrees("application/vnd.acme+zip", Found.nothing())).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.ts", "A.KEY", "x.bin", "b.pub", "README", "a.unheard-of"})
  void an_extension_that_is_unknown_or_of_unlike_kinds_claims_nothing(String fileName) {
    assertThat(Claims.ofFileName(fileName)).isEmpty();
  }

  @Test
  void an_extension_that_unlike_kinds_have_claims_nothing() {
    for (Kind kind : Kinds.known().all()) {
      for (String extension : kind.extensions()) {
        assertThat(Claims.ofFileName("x." + extension))
            .as(
                "families.txt lists extensions of unlike kinds; %s has .%s",
                kind.mediaType(), extension)
            .matches(
                claim ->
                    claim.isEmpty()
                        || agrees(claim.get().toString(), Found.of(kind.mediaType().toString())));
      }
    }
  }

  @Test
  void a_known_extension_claims_its_kind() {
    assertThat(Claims.ofFileName("A.JPG")).contains(MediaType.parse("image/jpeg"));
  }

  @ParameterizedTest
  @CsvSource({
    "text/markdown, text/plain, true",
    "application/json, text/plain, true",
    "text/x-unheard-of, text/plain, true",
    "image/jpg, image/jpeg, true",
    "image/jpeg, image/jpg, true",
    "image/jpg, image/*, true",
    "application/epub+zip, application/zip, true",
    "audio/mp4, video/mp4, true",
    "application/x-msdownload, application/vnd.microsoft.portable-executable, true",
    "application/octet-stream, image/png, true",
    "binary/octet-stream, image/png, true",
    "application/vnd.acme, application/vnd.acme, true",
    "application/vnd.acme, */*, true",
    "application/zip, application/epub+zip, false",
    "image/png, image/jpeg, false",
    "text/html, text/plain, false",
    "application/vnd.acme, text/plain, false",
    "image/x-unheard-of, text/plain, false",
    "text/xml, text/*, false",
  })
  void what_can_turn_out_as_something_allowed_may_be_sent(
      String declared, String allowed, boolean may) {
    assertThat(Claims.mayBeAllowed(MediaType.parse(declared), Rules.allowing(allowed)))
        .isEqualTo(may);
  }

  private static boolean agrees(String claimed, Finding finding) {
    return Claims.agrees(MediaType.parse(claimed), finding);
  }
}
