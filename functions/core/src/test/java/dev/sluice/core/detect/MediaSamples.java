package dev.sluice.core.detect;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/// Tiny files of video and sound with the real structure of their kinds.
final class MediaSamples {
  private MediaSamples() {}

  /// By the media type that each is.
  static Map<String, byte[]> all() {
    Map<String, byte[]> all = new LinkedHashMap<>();
    all.put("video/mp4", join(fileType("isom"), movie(), box("mdat", new byte[40])));
    all.put("video/quicktime", join(box("wide"), box("mdat", new byte[40]), movie()));
    all.put(
        "video/iso.segment", join(box("styp", ascii("msdh0000msdh")), box("moof", new byte[20])));
    all.put(
        "image/jp2",
        join(
            box("jP  ", hex("0D0A870A")),
            fileType("jp2 "),
            box("jp2h", box("ihdr", hex("000000200000004000030701")))));
    all.put("video/matroska", matroska("matroska", 1));
    all.put("audio/webm", matroska("webm", 2));
    all.put("audio/ogg", ogg(ascii("OpusHead\1\2........")));
    all.put(
        "video/ogg",
        ogg(join(hex("80"), ascii("theora"), hex("030201001400120001400000F0"), new byte[22])));
    all.put("audio/vnd.wave", wav(44_100));
    all.put("video/vnd.avi", avi(320, 240));
    all.put(
        "audio/aiff",
        form(
            "AIFF",
            join(
                ascii("COMM"),
                hex("00000012000100005622001040" + "0DAC44000000000000"),
                ascii("SSND"),
                new byte[12])));
    all.put(
        "audio/flac",
        join(
            ascii("fLaC"),
            hex("800000221000100000000000000000AC4400F00000AC44"),
            new byte[16],
            new byte[20]));
    all.put("audio/mpeg", repeat(5, join(hex("FFFB9000"), new byte[413])));
    all.put("audio/aac", repeat(5, join(hex("FFF1508002FFFC"), new byte[16])));
    all.put("audio/ac3", repeat(3, join(hex("0B770000004040"), new byte[121])));
    all.put("audio/vnd.dts", repeat(3, join(hex("7FFE8001FC3C0600"), new byte[89])));
    all.put(
        "audio/midi",
        join(ascii("MThd"), hex("0000000600010001"), hex("0060"), ascii("MTrk"), new byte[8]));
    all.put(
        "audio/basic",
        join(ascii(".snd"), hex("00000018FFFFFFFF0000000100001F4000000001"), new byte[9]));
    all.put(
        "audio/x-voc", join(ascii("Creative Voice File\u001A"), hex("1A000A012911"), new byte[9]));
    all.put("audio/x-mod", module());
    all.put("video/x-ms-wmv", asf("c0ef19bc4d5bcf11a8fd00805f5c442b"));
    all.put("audio/x-ms-wma", asf("409e69f84d5bcf11a8fd00805f5c442b"));
    all.put("video/mp2t", repeat(10, join(hex("47400010"), new byte[184])));
    all.put("video/mp1s", join(hex("000001BA2100010001A19B1D"), new byte[20]));
    all.put("video/mp2p", join(hex("000001BA4400040004010001"), new byte[20]));
    all.put(
        "video/mpeg",
        join(hex("000001B314000F1305DC2000"), hex("000001B800080000"), new byte[200]));
    all.put("video/h264", hex("0000000167420028DA0000000168CE3C800000000165888400"));
    all.put("video/h265", hex("0000000140010C01FFFF00000142010101600000000144"));
    all.put("video/x-flv", join(ascii("FLV"), hex("010500000009000000"), new byte[9]));
    all.put(
        "video/x-ivf",
        little(
            48,
            it ->
                it.put(ascii("DKIF"))
                    .putShort((short) 0)
                    .putShort((short) 32)
                    .put(ascii("VP80"))
                    .putShort((short) 64)
                    .putShort((short) 32)));
    all.put(
        "application/vnd.adobe.flash.movie", join(ascii("CWS"), hex("0A00010000"), new byte[20]));
    return all;
  }

  /// The sample of a media type.
  static byte[] of(String mediaType) {
    return Objects.requireNonNull(all().get(mediaType), mediaType);
  }

  static byte[] fileType(String brand, String... compatible) {
    return box("ftyp", ascii(brand + "\0\0\2\0" + String.join("", compatible)));
  }

  /// 2.5 seconds of 640×360 in avc1.
  static byte[] movie() {
    byte[] header = join(new byte[12], hex("000003E8000009C4"), new byte[80]);
    byte[] track = join(new byte[76], hex("0280000001680000"));
    byte[] samples = box("stsd", join(hex("0000000000000001"), box("avc1", new byte[16])));
    byte[] media = box("mdia", box("minf", box("stbl", samples)));
    return box("moov", join(box("mvhd", header), box("trak", join(box("tkhd", track), media))));
  }

  static byte[] box(String name, byte[]... content) {
    byte[] body = join(content);
    return ByteBuffer.allocate(8 + body.length)
        .putInt(8 + body.length)
        .put(ascii(name))
        .put(body)
        .array();
  }

  /// @param trackType 1 is video, 2 is sound
  static byte[] matroska(String type, int trackType) {
    byte[] entry =
        join(
            hex("83810" + trackType),
            hex("86"),
            size(6),
            ascii("V_TEST"),
            hex("E08AB0820140BA8200F0"),
            hex("5486"),
            size(0));
    byte[] information =
        hex("2AD7B1830F424044894479C40000".replace("44894479C40000", "4489" + "84" + "451C4000"));
    byte[] segment =
        join(
            hex("1549A966"),
            size(information.length),
            information,
            hex("1654AE6B"),
            size(entry.length + 2),
            hex("AE"),
            size(entry.length),
            entry);
    byte[] header = join(hex("42868101"), hex("4282"), size(type.length()), ascii(type));
    return join(
        hex("1A45DFA3"),
        size(header.length),
        header,
        hex("18538067"),
        size(segment.length),
        segment);
  }

  private static byte[] size(int length) {
    return new byte[] {(byte) (0x80 | length)};
  }

  /// A page that begins a stream, and one that goes on with it.
  static byte[] ogg(byte[] packet) {
    byte[] first = page(2, packet);
    return join(first, page(0, new byte[30]));
  }

  private static byte[] page(int flags, byte[] packet) {
    byte[] page =
        join(
            ascii("OggS\0"),
            new byte[] {(byte) flags},
            new byte[20],
            new byte[] {1, (byte) packet.length},
            packet);
    int crc = 0;
    for (byte octet : page) {
      crc ^= (octet & 0xFF) << 24;
      for (int bit = 0; bit < 8; bit++) {
        crc = crc < 0 ? crc << 1 ^ 0x04C11DB7 : crc << 1;
      }
    }
    ByteBuffer.wrap(page).order(ByteOrder.LITTLE_ENDIAN).putInt(22, crc);
    return page;
  }

  /// Half a second.
  static byte[] wav(int rate) {
    int data = rate;
    return little(
        44 + data,
        it ->
            it.put(ascii("RIFF"))
                .putInt(36 + data)
                .put(ascii("WAVEfmt "))
                .putInt(16)
                .putShort((short) 1)
                .putShort((short) 1)
                .putInt(rate)
                .putInt(rate * 2)
                .putShort((short) 2)
                .putShort((short) 16)
                .put(ascii("data"))
                .putInt(data));
  }

  static byte[] avi(int width, int height) {
    return little(
        120,
        it ->
            it.put(ascii("RIFF"))
                .putInt(112)
                .put(ascii("AVI LIST"))
                .putInt(100)
                .put(ascii("hdrlavih"))
                .putInt(56)
                .putInt(40_000)
                .position(48)
                .putInt(50)
                .position(64)
                .putInt(width)
                .putInt(height));
  }

  private static byte[] form(String type, byte[] chunks) {
    return join(
        ascii("FORM"),
        ByteBuffer.allocate(4).putInt(chunks.length + 4).array(),
        ascii(type),
        chunks);
  }

  private static byte[] module() {
    byte[] module = new byte[2200];
    module[950] = 4;
    System.arraycopy(ascii("M.K."), 0, module, 1080, 4);
    return module;
  }

  private static byte[] asf(String streamType) {
    byte[] stream =
        join(
            hex("9107dcb7b7a9cf118ee600c00c205365"),
            hex("7000000000000000"),
            hex(streamType),
            new byte[72]);
    return little(
        30 + stream.length,
        it ->
            it.put(hex("3026B2758E66CF11A6D900AA0062CE6C"))
                .putLong(30 + stream.length)
                .putInt(1)
                .putShort((short) 0x201)
                .put(stream));
  }

  static byte[] little(int length, java.util.function.Consumer<ByteBuffer> writer) {
    ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    writer.accept(buffer);
    return buffer.array();
  }

  static byte[] repeat(int times, byte[] frame) {
    return join(Collections.nCopies(times, frame).toArray(byte[][]::new));
  }

  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      whole.writeBytes(part);
    }
    return whole.toByteArray();
  }

  static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
