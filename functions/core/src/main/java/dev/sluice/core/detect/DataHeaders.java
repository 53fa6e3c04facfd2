package dev.sluice.core.detect;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Databases, tables and measurements that a few fields behind their signature prove.
final class DataHeaders {
  static final Map<String, Structure> BY_NAME =
      Map.ofEntries(
          Map.entry("sqlite", DataHeaders::sqlite),
          Map.entry(
              "ese",
              Header.of(
                  "application/x-ms-ese",
                  head ->
                      head.u32le(8) >= 0x500 && head.u32le(8) <= 0xFFFF && head.u32le(12) <= 1)),
          Map.entry("dbf", Header.of("application/x-dbf", DataHeaders::table)),
          Map.entry("parquet", DataHeaders::parquet),
          Map.entry(
              "orc",
              new Header("application/vnd.apache.orc", DataHeaders::columns, head -> List.of())),
          Map.entry(
              "pst",
              Header.of(
                  "application/vnd.ms-outlook-pst",
                  head ->
                      head.hasAscii(8, "SM") || head.hasAscii(8, "SO") || head.hasAscii(8, "AB"))),
          Map.entry(
              "hdf5", Header.of("application/x-hdf5", head -> head.u8(8) >= 0 && head.u8(8) <= 3)),
          Map.entry("netcdf", Header.of("application/netcdf", DataHeaders::netcdf)),
          Map.entry(
              "stata",
              Header.of(
                  "application/x-stata-dta",
                  head ->
                      head.u8(0) == '<'
                          || (head.u8(2) == 1 && head.u8(3) == 0 && head.u16(4) >= 0))),
          Map.entry(
              "r-serialized",
              Header.of("application/x-r-serialized", head -> head.u8(5) == 2 || head.u8(5) == 3)),
          Map.entry("shape", DataHeaders::shape),
          Map.entry(
              "grib",
              Header.of("application/wmo-grib", head -> head.u8(7) == 1 || head.u8(7) == 2)),
          Map.entry(
              "bufr", Header.of("application/x-bufr", head -> head.u8(7) >= 0 && head.u8(7) <= 5)),
          Map.entry("las", DataHeaders::laserScan),
          Map.entry(
              "gguf",
              Header.of(
                  "application/x-gguf",
                  head -> head.u32le(4) >= 1 && head.u32le(4) <= 4 && head.u64le(8) >= 0)),
          Map.entry(
              "safetensors",
              new Header("application/x-safetensors", DataHeaders::tensors, head -> List.of())),
          Map.entry(
              "edf",
              Header.of(
                  "application/x-ima-edf",
                  head ->
                      head.u8(170) == '.'
                          && head.u8(173) == '.'
                          && head.u8(178) == '.'
                          && head.u8(181) == '.')));

  private DataHeaders() {}

  /// A date, a header of whole field descriptions, and a first field whose name is a name.
  private static boolean table(Window head) {
    int header = head.u16le(8);
    int field = head.u8(43);
    return head.u8(2) >= 1
        && head.u8(2) <= 12
        && head.u8(3) >= 1
        && head.u8(3) <= 31
        && header >= 65
        && (header % 32 == 1 || header % 32 == 8 || header % 32 == 0)
        && head.u16le(10) >= 2
        && head.u8(32) >= 'A'
        && head.u8(32) <= 'z'
        && field >= 'A'
        && field <= 'Z'
        && (!head.has(header - 1, 1) || head.u8(header - 1) == 0x0D || header % 32 != 1);
  }

  /// The file ends with a postscript whose last field is the mark, and the postscript's length.
  private static boolean columns(Evidence evidence) {
    return evidence.tail(4).filter(tail -> tail.hasAscii(evidence.size() - 4, "ORC")).isPresent();
  }

  private static boolean netcdf(Window head) {
    long first = head.u8(3) == 5 ? head.u32(12) : head.u32(8);
    return first == 0 || (first >= 10 && first <= 12);
  }

  /// The header is a JSON object whose length stands before it, with tensors' offsets in it.
  private static boolean tensors(Evidence evidence) {
    Window head = evidence.head();
    long length = head.u64le(0);
    return length >= 8
        && length <= evidence.size() - 8
        && (head.find("\"dtype\"", 8, head.end()) > 0 || head.hasAscii(8, "{\"__metadata__\""));
  }

  /// SQLite Database File Format, 1.3: a page size, fractions that are always the same, and an
  /// application's number.
  private static Optional<Finding> sqlite(Evidence evidence) {
    Window head = evidence.head();
    int said = head.u16(16);
    long page = said == 1 ? 65_536 : said;
    if (Long.bitCount(page) != 1 || page < 512 || head.u8(21) != 64 || head.u16(22) != 0x2020) {
      return Optional.of(
          Finding.undetermined(16, "begins as an SQLite database, but its header makes no sense"));
    }
    String application = head.ascii(68, 4);
    String mediaType =
        switch (application) {
          case "GPKG", "GP10", "GP11" -> "application/geopackage+sqlite3";
          case "MPBX" -> "application/vnd.mapbox-vector-tile+sqlite3";
          default -> "application/vnd.sqlite3";
        };
    Finding finding =
        Finding.of(mediaType, Confidence.STRUCTURE, 0, "SQLite format 3, pages of " + page);
    boolean counted = head.u32(24) == head.u32(92) && head.u32(28) > 0;
    return Optional.of(counted ? Ending.sized(finding, evidence, head.u32(28) * page) : finding);
  }

  /// The mark stands at both ends; the footer's length before the last one.
  private static Optional<Finding> parquet(Evidence evidence) {
    Window head = evidence.head();
    String mark = head.ascii(0, 4);
    long size = evidence.size();
    Optional<Window> tail = evidence.tail(8);
    if (tail.isEmpty() || !tail.get().hasAscii(size - 4, mark) || size < 12) {
      return Optional.of(
          Finding.of("application/vnd.apache.parquet", Confidence.SIGNATURE, 0, mark)
              .with(Hazard.DAMAGED, "cut off before its footer"));
    }
    long footer = tail.get().u32le(size - 8);
    if (footer > size - 12) {
      return Optional.of(
          Finding.undetermined(size - 8, "begins as a Parquet, but its footer makes no sense"));
    }
    Finding finding =
        Finding.of("application/vnd.apache.parquet", Confidence.WHOLE, 0, mark + " at both ends");
    return Optional.of(
        mark.equals("PARE") ? finding.with(Hazard.ENCRYPTED, "its footer") : finding);
  }

  /// ESRI Shapefile Technical Description: a length in words of 16 bits, a version, a shape.
  private static Optional<Finding> shape(Evidence evidence) {
    Window head = evidence.head();
    long shape = head.u32le(32);
    boolean known =
        shape == 0
            || (shape <= 31
                && (shape % 10 == 1 || shape % 10 == 3 || shape % 10 == 5 || shape % 10 == 8));
    if (head.u32le(28) != 1000 || !known || head.u32(24) < 50) {
      return Optional.empty();
    }
    if (!head.has(100, 4) && head.u32(24) > 50) {
      return Optional.of(
          Finding.undetermined(100, "begins as a shapefile, but is cut off before its records"));
    }
    boolean index = isIndex(head);
    Finding finding =
        Finding.of(
            index ? "application/vnd.shx" : "application/vnd.shp",
            Confidence.STRUCTURE,
            0,
            "0000270a, shapes of type " + shape);
    return Optional.of(Ending.sized(finding, evidence, head.u32(24) * 2));
  }

  /// A record of an index is an offset, of 50 words in the first, and a length; a record of shapes
  /// begins with its number, 1.
  private static boolean isIndex(Window head) {
    return head.u32(100) == 50;
  }

  /// ASPRS LAS 1.4, table 3; LASzip sets the highest bit of the points' format.
  private static Optional<Finding> laserScan(Evidence evidence) {
    Window head = evidence.head();
    if (head.u8(24) != 1 || head.u8(25) > 5 || head.u16le(94) < 227 || !head.has(104, 1)) {
      return Optional.empty();
    }
    return Optional.of(
        Finding.of(
            (head.u8(104) & 0x80) != 0 ? "application/vnd.laszip" : "application/vnd.las",
            Confidence.STRUCTURE,
            0,
            "LASF, version 1." + head.u8(25)));
  }
}
