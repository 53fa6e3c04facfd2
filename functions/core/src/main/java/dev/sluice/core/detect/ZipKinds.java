package dev.sluice.core.detect;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Which of the many formats that use ZIP as their container an archive is, by what its
/// specification wants to be in it.
final class ZipKinds {
  private static final String ZIP = "application/zip";

  /// A kind, and what [ZipNames#has] has to hold of; the first row that fits counts: an Android
  /// package has a manifest of Java, too.
  private static final List<Rule> RULES =
      """
      application/x-android-app-bundle BundleConfig.pb
      application/x-android-library AndroidManifest.xml classes.jar
      application/vnd.android.package-archive AndroidManifest.xml
      application/x-ios-app Payload/* *.app/Info.plist
      application/x-xpinstall META-INF/mozilla.rsa
      application/x-xpinstall META-INF/cose.sig
      application/x-xpinstall install.rdf
      application/x-java-enterprise-archive META-INF/application.xml
      application/x-java-web-archive WEB-INF/*
      application/x-python-egg EGG-INFO/PKG-INFO
      application/x-wheel+zip *.dist-info/WHEEL
      application/vnd.recordare.musicxml META-INF/container.xml /*.musicxml
      application/vnd.recordare.musicxml META-INF/container.xml /*.xml
      application/java-archive META-INF/MANIFEST.MF
      application/java-archive ^META-INF/
      application/vnd.apple.keynote index.apxl
      application/vnd.apple.keynote Index/Slide*
      application/vnd.apple.keynote Index/MasterSlide*
      application/vnd.apple.keynote Index/TemplateSlide*
      application/vnd.apple.numbers Index/Document.iwa Index/Tables/*
      application/vnd.apple.numbers Index.zip Metadata/* Index/Tables/*
      application/vnd.apple.pages Index/Document.iwa
      application/vnd.apple.pages Index.zip Metadata/*
      model/3mf 3D/3dmodel.model
      application/vnd.google-earth.kmz doc.kml
      application/vnd.google-earth.kmz /*.kml
      application/vnd.sketch document.json meta.json pages/*
      application/vnd.xmind.workbook content.json metadata.json
      application/vnd.xmind.workbook content.xml META-INF/manifest.xml Thumbnails/* !mimetype
      application/vnd.figma canvas.fig
      model/vnd.usdz+zip /*.usd
      model/vnd.usdz+zip /*.usda
      model/vnd.usdz+zip /*.usdc
      application/vnd.geogebra.file geogebra.xml
      application/x-freecad Document.xml GuiDocument.xml
      application/x-fmu modelDescription.xml
      application/x-scratch project.json *.svg
      application/x-scratch project.json *.wav
      application/x-scratch project.json *.png
      application/x-silverlight-app AppManifest.xaml
      application/x-conda-v2 metadata.json pkg-*
      application/x-wacz datapackage.json archive/*
      application/x-pytorch */data.pkl */version
      application/x-numpy-archive =*.npy
      application/epub+zip META-INF/container.xml *.opf
      """
          .lines()
          .map(Rule::of)
          .toList();

  /// They exist to carry programs: that they do is no surprise.
  private static final Set<String> PROGRAMS =
      Set.of(
          """
          application/java-archive
          application/x-java-web-archive
          application/x-java-enterprise-archive
          application/vnd.android.package-archive
          application/x-android-app-bundle
          application/x-android-library
          application/x-ios-app
          application/x-xpinstall
          application/x-wheel+zip
          application/x-python-egg
          application/x-silverlight-app
          application/x-fmu
          application/x-conda-v2
          application/vnd.nuget.package
          application/vsix
          application/msix
          application/vnd.ms-appx
          application/vnd.ms-appx.bundle
          application/vnd.adobe.air-application-installer-package+zip
          """
              .split("\\s+", -1));

  private record Rule(String mediaType, List<String> names) {
    static Rule of(String row) {
      List<String> words = List.of(row.split(" ", -1));
      return new Rule(words.getFirst(), words.subList(1, words.size()));
    }
  }

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
      if (names.hasAll(rule.names())) {
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
}
