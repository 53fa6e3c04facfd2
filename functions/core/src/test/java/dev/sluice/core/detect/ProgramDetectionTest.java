package dev.sluice.core.detect;

import static dev.sluice.core.detect.MediaSamples.ascii;
import static dev.sluice.core.detect.MediaSamples.hex;
import static dev.sluice.core.detect.MediaSamples.join;
import static dev.sluice.core.detect.MediaSamples.little;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProgramDetectionTest {
  private static final String UNKNOWN = "application/octet-stream";

  private final Detector detector = new Detector();

  private static Map<String, byte[]> programs() {
    Map<String, byte[]> all = new LinkedHashMap<>();
    all.put("application/x-elf", elf(3, 62));
    all.put("application/vnd.microsoft.portable-executable", portable(0x2102, 3));
    all.put("application/x-dosexec", disk());
    all.put(
        "application/x-mach-binary",
        join(hex("CFFAEDFE0700000103000000"), hex("02000000"), new byte[40]));
    all.put("application/java-vm", join(hex("CAFEBABE000000340010"), new byte[40]));
    all.put("application/wasm", join(hex("0061736D01000000"), new byte[20]));
    all.put("application/x-dex", join(ascii("dex\n035\0"), new byte[60]));
    all.put(
        "application/x-bytecode.python",
        join(hex("A70D0D0A"), new byte[12], hex("E3"), new byte[20]));
    all.put("application/x-lua-bytecode", join(hex("1B4C756154"), new byte[20]));
    all.put("application/x-nes-rom", join(ascii("NES\u001A"), hex("0201"), new byte[20]));
    return all;
  }

  private static Map<String, byte[]> others() {
    Map<String, byte[]> all = new LinkedHashMap<>();
    all.put("font/ttf", join(hex("00010000000100100000000067676767"), new byte[20]));
    all.put("font/otf", join(ascii("OTTO"), hex("000100100000000043464620"), new byte[20]));
    all.put("font/woff", join(ascii("wOFF"), hex("00010000000000400001"), new byte[50]));
    all.put("font/woff2", join(ascii("wOF2"), hex("00010000000000400001"), new byte[50]));
    all.put(
        "application/vnd.ms-fontobject",
        little(100, it -> it.putInt(100).putInt(10).putInt(0x20001).position(34).put(ascii("LP"))));
    all.put("application/vnd.tcpdump.pcap", join(hex("D4C3B2A102000400"), new byte[16]));
    all.put("application/x-bittorrent", ascii("d8:announce20:http://example.org/a4:infod1:a1:bee"));
    all.put("application/x-git-pack", join(ascii("PACK"), hex("0000000200000001"), new byte[30]));
    all.put("application/tzif", join(ascii("TZif2"), new byte[39]));
    all.put(
        "application/x-gettext-translation",
        join(hex("DE12049500000000010000001C00000024000000"), new byte[20]));
    all.put("model/stl", little(134, it -> it.position(80).putInt(1)));
    all.put(
        "application/pkix-cert",
        hex(
            "301F3017A003020102020101300006062A864886F70D3000300030003000300030030200FF"
                .substring(0, 66)));
    return all;
  }

  @Test
  void programs_of_all_platforms_are_found_and_are_a_danger() {
    programs()
        .forEach(
            (type, bytes) -> {
              assertThat(found(bytes)).as(type).isEqualTo(type);
              assertThat(detect(bytes).dangers())
                  .as(type)
                  .extracting(Fact.Danger::hazard)
                  .containsExactly(Hazard.EXECUTABLE);
            });
  }

  @Test
  void fonts_keys_and_other_data_are_found() {
    others().forEach((type, bytes) -> assertThat(found(bytes)).as(type).isEqualTo(type));
  }

  @Test
  void what_is_cut_off_is_never_taken_for_another_kind() {
    programs().forEach((type, bytes) -> Cut.isNothingElse(type, bytes, "application/x-dosexec"));
    others().forEach(Cut::isNothingElse);
  }

  @Test
  void a_library_a_driver_and_a_program_have_their_extensions() {
    assertThat(detect(portable(0x2102, 3)).extension()).isEqualTo("dll");
    assertThat(detect(portable(0x0102, 3)).extension()).isEqualTo("exe");
    assertThat(detect(portable(0x0102, 1)).extension()).isEqualTo("sys");
    assertThat(detect(elf(1, 62)).extension()).isEqualTo("o");
    assertThat(detect(elf(3, 62)).extension()).isEqualTo("so");
  }

  @Test
  void a_fat_program_and_a_class_differ_by_what_follows_their_mark() {
    byte[] fat = join(hex("CAFEBABE00000002010000070000000300001000"), new byte[40]);

    assertThat(found(fat)).isEqualTo("application/x-mach-binary");
    assertThat(found(join(hex("CAFEBABE00000029"), new byte[40]))).isEqualTo(UNKNOWN);
  }

  @Test
  void two_letters_or_a_number_prove_nothing() {
    for (byte[] bytes :
        Set.of(
            join(ascii("MZ"), new byte[200]),
            join(hex("00010000"), new byte[60]),
            join(hex("30820400"), new byte[60]),
            join(hex("1A010000"), new byte[60]),
            little(135, it -> it.position(80).putInt(1)))) {
      assertThat(found(bytes)).isEqualTo(UNKNOWN);
    }
    assertThat(found(ascii("MZ is a name, and this is text."))).isEqualTo("text/plain");
    assertThat(found(ascii("d8 is a die, and this is text."))).isEqualTo("text/plain");
  }

  private static byte[] elf(int type, int machine) {
    return little(
        64,
        it ->
            it.put(hex("7F454C46020101"))
                .position(16)
                .putShort((short) type)
                .putShort((short) machine));
  }

  private static byte[] portable(int flags, int subsystem) {
    return little(
        400,
        it ->
            it.put(ascii("MZ"))
                .putInt(0x3C, 128)
                .position(128)
                .put(ascii("PE\0\0"))
                .putShort((short) 0x8664)
                .putShort(150, (short) flags)
                .putShort(152, (short) 0x20B)
                .putShort(220, (short) subsystem));
  }

  private static byte[] disk() {
    return little(
        1024,
        it ->
            it.put(ascii("MZ"))
                .putShort((short) 0)
                .putShort((short) 2)
                .putShort((short) 0)
                .putShort((short) 2)
                .putShort(24, (short) 28));
  }

  private String found(byte[] bytes) {
    return detect(bytes).mediaType().toString();
  }

  private Finding detect(byte[] bytes) {
    return detector.detect(new CountingSource(bytes));
  }
}
