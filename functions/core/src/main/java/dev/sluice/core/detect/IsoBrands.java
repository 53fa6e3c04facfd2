package dev.sluice.core.detect;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the brands of a `ftyp` box stand for (mp4ra.org, "brands"; ISO/IEC 14496-12, annex E).
final class IsoBrands {
  /// @param extension the one that files of this brand have
  record Brand(String mediaType, String extension) {}

  private static final Map<String, Brand> KNOWN =
      Stream.of(
              brands("video/mp4", "mp4", "isom iso2 iso3 iso4 iso5 iso6 iso7 iso8 iso9 isoa isob"),
              brands("video/mp4", "mp4", "isoc mp41 mp42 mp71 avc1 hvc1 hev1 av01 dash isml piff"),
              brands("video/mp4", "mp4", "cmfc cmf2 cmfs cmff mmp4 MSNV NDSC NDSH NDSM NDSP NDSS"),
              brands("video/mp4", "mp4", "NDXC NDXH NDXM NDXP NDXS XAVC caqv dby1 ccff emsg lmsg"),
              brands("video/mp4", "f4v", "F4V "),
              brands("video/mp4", "f4p", "F4P "),
              brands("video/mp4", "m4p", "M4P "),
              brands("audio/mp4", "m4a", "M4A "),
              brands("audio/mp4", "m4b", "M4B "),
              brands("audio/mp4", "f4a", "F4A "),
              brands("audio/mp4", "f4b", "F4B "),
              brands("audio/vnd.audible.aax", "aax", "aax  aaxc"),
              brands("video/x-m4v", "m4v", "M4V  M4VH M4VP"),
              brands("video/quicktime", "mov", "qt   mqt "),
              brands("video/iso.segment", "m4s", "msdh msix risx sims"),
              brands("video/vnd.dvb.file", "dvb", "dvr1 dvt1 dvb1"),
              brands("video/3gpp2", "3g2", "3g2a 3g2b 3g2c KDDI"),
              brands("application/vnd.oma.drm.content", "odf", "odcf"),
              brands("image/heic", "heic", "heic heix heim heis"),
              brands("image/heic-sequence", "heics", "hevc hevx hevm hevs"),
              brands("image/heif", "heif", "mif1 mif2 miaf"),
              brands("image/heif-sequence", "heifs", "msf1"),
              brands("image/avif", "avif", "avif avis avio"),
              brands("image/avci", "avci", "avci"),
              brands("image/avcs", "avcs", "avcs"),
              brands("image/hej2k", "hej2", "j2ki"),
              brands("image/x-canon-cr3", "cr3", "crx "),
              brands("image/jp2", "jp2", "jp2 "),
              brands("image/jpx", "jpx", "jpx  jpxb"),
              brands("image/jpm", "jpm", "jpm "),
              brands("image/jph", "jph", "jph "),
              brands("image/jxl", "jxl", "jxl "),
              brands("image/mj2", "mj2", "mjp2 mj2s"))
          .flatMap(map -> map.entrySet().stream())
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

  private IsoBrands() {}

  /// The major brand decides; a brand that nobody knows leaves it to the compatible ones. A picture
  /// of the general brand that says it is an AVIF is one.
  static Optional<Brand> of(String major, List<String> compatible) {
    Optional<Brand> brand = named(major);
    if (brand.isPresent() && !brand.get().mediaType().equals("image/heif")) {
      return brand;
    }
    if (brand.isPresent()) {
      return compatible.contains("avif") && !compatible.contains("heic") ? named("avif") : brand;
    }
    return compatible.stream().map(IsoBrands::named).flatMap(Optional::stream).findFirst();
  }

  /// 3GPP releases and profiles are counted in the fourth character.
  private static Optional<Brand> named(String brand) {
    if (brand.matches("3g[pegrst][0-9a-z]")) {
      return Optional.of(new Brand("video/3gpp", "3gp"));
    }
    return Optional.ofNullable(KNOWN.get(brand));
  }

  /// @param brands of four characters, with a space between them
  private static Map<String, Brand> brands(String mediaType, String extension, String brands) {
    return Stream.iterate(0, at -> at < brands.length(), at -> at + 5)
        .collect(
            Collectors.toMap(
                at -> brands.substring(at, at + 4), at -> new Brand(mediaType, extension)));
  }
}
