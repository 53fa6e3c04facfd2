package dev.sluice.core.detect;

import java.util.List;

/// Databases, tables and measurements.
final class DataSamples {
  private DataSamples() {}

  static List<Sample> all() {
    return List.of(
        Sample.of("application/vnd.sqlite3", sqlite("\0\0\0\0")),
        Sample.of("application/geopackage+sqlite3", sqlite("GPKG")),
        Sample.of("application/vnd.mapbox-vector-tile+sqlite3", sqlite("MPBX")),
        Sample.of(
            "application/vnd.ms-access",
            new Bytes().hex("00010000").ascii("Standard Jet DB\0").zeros(40)),
        Sample.of(
            "application/vnd.ms-access.ace",
            new Bytes().hex("00010000").ascii("Standard ACE DB\0").zeros(40)),
        Sample.of(
            "application/x-ms-ese",
            new Bytes().le32(0).hex("EFCDAB89").le32(0x620).le32(0).zeros(40)),
        Sample.of(
            "application/x-dbf",
            new Bytes()
                .hex("03 7C0105")
                .le32(1)
                .le16(65)
                .le16(11)
                .to(32)
                .ascii("NAME\0\0\0\0\0\0\0C")
                .to(64)
                .u8(0x0D)
                .ascii(" abcdefghij")
                .u8(0x1A)),
        Sample.of(
            "application/vnd.apache.parquet",
            new Bytes().ascii("PAR1").zeros(10).le32(4).ascii("PAR1")),
        Sample.of(
            "application/vnd.apache.arrow.file",
            new Bytes().ascii("ARROW1\0\0").zeros(40).ascii("ARROW1")),
        Sample.of("application/avro", new Bytes().ascii("Obj").u8(1).u8(4).zeros(40)),
        Sample.of(
            "application/vnd.apache.orc", new Bytes().ascii("ORC").zeros(40).ascii("ORC").u8(20)),
        Sample.of(
            "application/vnd.ms-outlook-pst",
            new Bytes().ascii("!BDN").le32(0).ascii("SM").le16(23).zeros(40)),
        Sample.of("application/x-hdf5", new Bytes().hex("894844460D0A1A0A 00").zeros(40)),
        Sample.of("application/netcdf", new Bytes().ascii("CDF").u8(1).be32(0).be32(10).zeros(40)),
        Sample.of(
            "application/x-matlab-data",
            new Bytes().ascii("MATLAB 5.0 MAT-file, Platform: GLNXA64").zeros(90)),
        Sample.of("application/x-spss-sav", new Bytes().ascii("$FL2@(#) SPSS DATA FILE").zeros(60)),
        Sample.of(
            "application/x-stata-dta", new Bytes().hex("72 02 01 00").le16(3).le32(10).zeros(40)),
        Sample.of(
            "application/x-stata-dta",
            new Bytes().ascii("<stata_dta><header><release>118</release>")),
        Sample.of(
            "application/x-sas-data",
            new Bytes().to(12).hex("C2EA8160B31411CFBD92080009C7318C181F1011").zeros(40)),
        Sample.of("application/x-r-data", new Bytes().ascii("RDX3\nX\n").be32(3).zeros(40)),
        Sample.of(
            "application/x-r-serialized", new Bytes().ascii("X\n").be32(3).be32(0x40202).zeros(40)),
        Sample.of(
            "application/vnd.shp",
            new Bytes()
                .be32(9994)
                .zeros(20)
                .be32(64)
                .le32(1000)
                .le32(1)
                .to(100)
                .be32(1)
                .be32(10)
                .zeros(20)),
        Sample.of(
            "application/vnd.shx",
            new Bytes().be32(9994).zeros(20).be32(54).le32(1000).le32(1).to(100).be32(50).be32(10)),
        Sample.of(
            "application/wmo-grib", new Bytes().ascii("GRIB").hex("00000002").be64(100).zeros(40)),
        Sample.of(
            "application/vnd.las",
            new Bytes().ascii("LASF").to(24).u8(1).u8(2).to(94).le16(227).to(104).u8(1).to(227)),
        Sample.of(
            "application/vnd.laszip",
            new Bytes().ascii("LASF").to(24).u8(1).u8(2).to(94).le16(227).to(104).u8(0x81).to(227)),
        Sample.of("application/x-nifti", new Bytes().le32(348).to(344).ascii("n+1\0").zeros(8)),
        Sample.of("application/x-numpy", new Bytes().u8(0x93).ascii("NUMPY").u8(1).u8(0).zeros(40)),
        Sample.of(
            "application/x-gguf", new Bytes().ascii("GGUF").le32(3).le64(1).le64(1).zeros(40)),
        Sample.of(
            "application/x-berkeley-db",
            new Bytes().to(12).hex("62310500").le32(9).le32(4096).zeros(40)));
  }

  private static Bytes sqlite(String application) {
    return new Bytes()
        .ascii("SQLite format 3\0")
        .be16(512)
        .u8(1)
        .u8(1)
        .u8(0)
        .u8(64)
        .u8(32)
        .u8(32)
        .be32(7)
        .be32(1)
        .to(68)
        .ascii(application)
        .to(92)
        .be32(7)
        .to(512);
  }
}
