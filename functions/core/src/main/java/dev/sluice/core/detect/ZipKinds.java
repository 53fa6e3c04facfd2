package dev.sluice.core.detect;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// Which of the many formats that use ZIP as their container an archive is, by what its
/// specification wants to be in it.
final class ZipKinds {
  /// A kind, and what names it has.
  private record Rule(String mediaType, Predicate<ZipNames> holds) {}

  /// In this order: an Android package has a manifest of Java, too.
  private static final List<Rule> RULES =
      List.of(
          new Rule("application/x-android-app-bundle", names -> names.has("BundleConfig.pb")),
          new Rule(
              "application/x-android-library",
              names -> names.has("AndroidManifest.xml") && names.has("classes.jar")),
          new Rule(
              "application/vnd.android.package-archive", names -> names.has("AndroidManifest.xml")),
          new Rule(
              "application/x-ios-app",
              names -> names.anyPrefix("Payload/") && names.anySuffix(".app/Info.plist")),
          new Rule(
              "application/x-xpinstall",
              names ->
                  names.has("META-INF/mozilla.rsa")
                      || names.has("META-INF/cose.sig")
                      || names.has("install.rdf")),
          new Rule(
              "application/x-java-enterprise-archive",
              names -> names.has("META-INF/application.xml")),
          new Rule("application/x-java-web-archive", names -> names.anyPrefix("WEB-INF/")),
          new Rule("application/x-python-egg", names -> names.has("EGG-INFO/PKG-INFO")),
          new Rule("application/x-wheel+zip", names -> names.anySuffix(".dist-info/WHEEL")),
          new Rule(
              "application/vnd.recordare.musicxml",
              names ->
                  names.has("META-INF/container.xml")
                      && (names.topWithSuffix(".musicxml") || names.topWithSuffix(".xml"))),
          new Rule("application/java-archive", ZipKinds::isJar),
          new Rule(
              "application/vnd.apple.keynote",
              names ->
                  names.has("index.apxl")
                      || names.anyPrefix("Index/Slide")
                      || names.anyPrefix("Index/MasterSlide")
                      || names.anyPrefix("Index/TemplateSlide")),
          new Rule(
              "application/vnd.apple.numbers",
              names -> isApple(names) && names.anyPrefix("Index/Tables/")),
          new Rule("application/vnd.apple.pages", ZipKinds::isApple),
          new Rule("model/3mf", names -> names.has("3D/3dmodel.model")),
          new Rule(
              "application/vnd.google-earth.kmz",
              names -> names.has("doc.kml") || names.topWithSuffix(".kml")),
          new Rule(
              "application/vnd.sketch",
              names ->
                  names.has("document.json")
                      && names.has("meta.json")
                      && names.anyPrefix("pages/")),
          new Rule(
              "application/vnd.xmind.workbook",
              names ->
                  (names.has("content.json") && names.has("metadata.json"))
                      || (names.has("content.xml")
                          && names.has("META-INF/manifest.xml")
                          && !names.has("mimetype")
                          && names.anyPrefix("Thumbnails/"))),
          new Rule("application/vnd.figma", names -> names.has("canvas.fig")),
          new Rule("model/vnd.usdz+zip", names -> names.first().matches("[^/]+\\.usd[ac]?")),
          new Rule("application/vnd.geogebra.file", names -> names.has("geogebra.xml")),
          new Rule(
              "application/x-freecad",
              names -> names.has("Document.xml") && names.has("GuiDocument.xml")),
          new Rule("application/x-fmu", names -> names.has("modelDescription.xml")),
          new Rule(
              "application/x-scratch",
              names ->
                  names.has("project.json")
                      && (names.anySuffix(".svg")
                          || names.anySuffix(".wav")
                          || names.anySuffix(".png"))),
          new Rule("application/x-silverlight-app", names -> names.has("AppManifest.xaml")),
          new Rule(
              "application/x-conda-v2",
              names -> names.has("metadata.json") && names.anyPrefix("pkg-")),
          new Rule(
              "application/x-wacz",
              names -> names.has("datapackage.json") && names.anyPrefix("archive/")),
          new Rule(
              "application/x-pytorch",
              names -> names.anySuffix("/data.pkl") && names.anySuffix("/version")),
          new Rule("application/x-numpy-archive", names -> names.allWithSuffix(".npy")),
          new Rule(
              "application/epub+zip",
              names -> names.has("META-INF/container.xml") && names.anySuffix(".opf")));

  /// They exist to carry programs: that they do is no surprise.
  private static final Set<String> PROGRAMS =
      Set.of(
          "application/java-archive",
          "application/x-java-web-archive",
          "application/x-java-enterprise-archive",
          "application/vnd.android.package-archive",
          "application/x-android-app-bundle",
          "application/x-android-library",
          "application/x-ios-app",
          "application/x-xpinstall",
          "application/x-wheel+zip",
          "application/x-python-egg",
          "application/x-silverlight-app",
          "application/x-fmu",
          "application/x-conda-v2",
          "application/vnd.nuget.package",
          "application/vsix",
          "application/msix",
          "application/vnd.ms-appx",
          "application/vnd.ms-appx.bundle",
          "application/vnd.adobe.air-application-installer-package+zip");

  private static final String ZIP = "application/zip";

  private ZipKinds() {}

  static boolean carriesPrograms(String mediaType) {
    return PROGRAMS.contains(mediaType);
  }

  /// @return `application/zip` if it is nothing more
  static String byNames(ZipNames names) {
    if (names.has(OpenPackage.CONTENT_TYPES)) {
      return OpenPackage.byNames(names);
    }
    for (Rule rule : RULES) {
      if (rule.holds().test(names)) {
        return rule.mediaType();
      }
    }
    return ZIP;
  }

  /// OpenDocument, EPUB and others say their type in a first entry that is not compressed.
  static Optional<String> byMimetype(String content) {
    int end = 0;
    while (end < content.length() && content.charAt(end) > ' ' && content.charAt(end) < 0x7F) {
      end++;
    }
    return Kinds.known()
        .named(content.substring(0, end).toLowerCase(Locale.ROOT))
        .filter(kind -> kind.parents().stream().anyMatch(it -> it.toString().equals(ZIP)))
        .map(kind -> kind.mediaType().toString());
  }

  private static boolean isJar(ZipNames names) {
    return names.has("META-INF/MANIFEST.MF") || names.first().equals("META-INF/");
  }

  private static boolean isApple(ZipNames names) {
    return names.has("Index/Document.iwa")
        || (names.has("Index.zip") && names.anyPrefix("Metadata/"));
  }
}
