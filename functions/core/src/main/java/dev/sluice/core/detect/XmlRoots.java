package dev.sluice.core.detect;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What an XML document's root element says of it (RFC 7303, 8: "+xml" types): its name, and where
/// a name is used by several, a part of its namespace.
final class XmlRoots {
  /// @param namespace a part of it that has to be among the attributes; empty if the name is enough
  private record Root(String name, String namespace, String mediaType) {}

  private static final Map<String, List<Root>> KNOWN =
      """
      svg - image/svg+xml
      html w3.org/1999/xhtml application/xhtml+xml
      rss - application/rss+xml
      feed w3.org/2005/Atom application/atom+xml
      entry w3.org/2005/Atom application/atom+xml
      service w3.org/2007/app application/atomsvc+xml
      RDF purl.org/rss application/rss+xml
      RDF - application/rdf+xml
      Ontology w3.org/2002/07/owl application/owl+xml
      gpx - application/gpx+xml
      kml - application/vnd.google-earth.kml+xml
      osm version application/vnd.openstreetmap.data+xml
      FeatureCollection opengis.net/gml application/gml+xml
      TrainingCenterDatabase - application/vnd.garmin.tcx+xml
      COLLADA - model/vnd.collada+xml
      X3D - model/x3d+xml
      amf unit application/x-amf
      FictionBook - application/x-fictionbook+xml
      score-partwise - application/vnd.recordare.musicxml+xml
      score-timewise - application/vnd.recordare.musicxml+xml
      definitions schemas.xmlsoap.org/wsdl application/wsdl+xml
      description w3.org/ns/wsdl application/wsdl+xml
      definitions omg.org/spec/BPMN application/bpmn+xml
      Envelope schemas.xmlsoap.org/soap/envelope application/soap+xml
      Envelope w3.org/2003/05/soap-envelope application/soap+xml
      schema w3.org/2001/XMLSchema application/x-xsd+xml
      stylesheet w3.org/1999/XSL/Transform application/xslt+xml
      transform w3.org/1999/XSL/Transform application/xslt+xml
      grammar relaxng.org application/relax-ng+xml
      grammar w3.org/2001/06/grammar application/srgs+xml
      speak w3.org/2001/10/synthesis application/ssml+xml
      vxml - application/voicexml+xml
      math w3.org/1998/Math/MathML application/mathml+xml
      smil - application/smil+xml
      plist - application/x-plist
      tt w3.org/ns/ttml application/ttml+xml
      opml - text/x-opml+xml
      xliff - application/xliff+xml
      tmx - application/x-tmx+xml
      TEI - application/tei+xml
      ncx - application/x-dtbncx+xml
      package idpf.org/2007/opf application/oebps-package+xml
      playlist xspf.org application/xspf+xml
      MPD urn:mpeg:dash application/dash+xml
      SmoothStreamingMedia - application/vnd.ms-sstr+xml
      metalink - application/metalink4+xml
      jnlp - application/x-java-jnlp-file
      mxfile - application/vnd.jgraph.mxfile
      xdp ns.adobe.com/xdp application/vnd.adobe.xdp+xml
      xfdf - application/vnd.adobe.xfdf
      sbml - application/sbml+xml
      mets loc.gov/METS application/mets+xml
      mods loc.gov/mods application/mods+xml
      collection loc.gov/MARC21 application/marcxml+xml
      wordDocument schemas.microsoft.com application/vnd.ms-wordml
      Workbook schemas-microsoft-com:office:spreadsheet application/vnd.ms-spreadsheetml
      abiword - application/x-abiword
      nzb newzbin application/x-nzb
      EntityDescriptor urn:oasis:names:tc:SAML application/samlmetadata+xml
      MMC_ConsoleFile - application/x-ms-msc
      Ui version application/x-designer
      """
          .lines()
          .map(line -> line.strip().split(" "))
          .map(words -> new Root(words[0], words[1].equals("-") ? "" : words[1], words[2]))
          .collect(Collectors.groupingBy(Root::name));

  private XmlRoots() {}

  /// All that may be found, for a test that they are kinds.
  static List<String> mediaTypes() {
    return KNOWN.values().stream().flatMap(List::stream).map(Root::mediaType).toList();
  }

  /// @param declared whether the text says that it is XML; without it, what browsers and humans
  ///   write too is not taken for it
  static Optional<String> named(String name, String prefix, String attributes, boolean declared) {
    if (name.startsWith("document") && prefix.equals("office")) {
      return Optional.of("application/vnd.oasis.opendocument.text-flat-xml");
    }
    return KNOWN.getOrDefault(name, List.of()).stream()
        .filter(root -> attributes.contains(root.namespace()))
        .filter(
            root ->
                declared
                    || !root.namespace().isEmpty()
                    || attributes.contains("=")
                    || root.mediaType().equals("image/svg+xml"))
        .map(Root::mediaType)
        .findFirst();
  }
}
