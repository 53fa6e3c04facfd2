package dev.sluice.local.lambda;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Leads a class's calls of `System.getenv` elsewhere: in one process the system's environment
/// can't differ for each function.
///
/// Only the constant pool changes (Java Virtual Machine Specification, 4.4): a reference to the
/// method gets another class. No instruction does, so that nothing has to be verified anew, and
/// method references follow as well.
final class EnvironmentCalls {
  private static final byte[] METHOD = "getenv".getBytes(StandardCharsets.US_ASCII);
  private static final String OWNER = "java/lang/System";

  private static final int HEADER = 8;
  private static final int UTF8 = 1;
  private static final int LONG = 5;
  private static final int DOUBLE = 6;
  private static final int CLASS = 7;
  private static final int METHOD_REFERENCE = 10;

  private EnvironmentCalls() {}

  /// The class with its calls led to the static methods `getenv` of `owner`; itself, if it has
  /// none.
  ///
  /// @param owner with slashes
  static byte[] redirected(byte[] classFile, String owner) {
    if (!mentions(classFile)) {
      return classFile;
    }
    try {
      return redirect(classFile, owner);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] redirect(byte[] classFile, String owner) throws IOException {
    byte[] changed = classFile.clone();
    ByteBuffer pool = ByteBuffer.wrap(changed);
    int count = Short.toUnsignedInt(pool.getShort(HEADER));
    int[] offsets = new int[count];
    int end = HEADER + Short.BYTES;
    for (int index = 1; index < count; index++) {
      offsets[index] = end;
      int tag = pool.get(end);
      end += 1 + length(pool, end, tag);
      if (tag == LONG || tag == DOUBLE) {
        index++; // These take two places.
      }
    }
    boolean found = false;
    for (int index = 1; index < count; index++) {
      int at = offsets[index];
      if (at > 0 && pool.get(at) == METHOD_REFERENCE && isTheCall(pool, offsets, at)) {
        pool.putShort(at + 1, (short) (count + 1));
        found = true;
      }
    }
    return found ? appended(changed, end, count, owner) : classFile;
  }

  private static boolean isTheCall(ByteBuffer pool, int[] offsets, int at) {
    int of = offsets[Short.toUnsignedInt(pool.getShort(at + 1))];
    int named = offsets[Short.toUnsignedInt(pool.getShort(at + 1 + Short.BYTES))];
    return text(pool, offsets, named + 1).equals("getenv")
        && text(pool, offsets, of + 1).equals(OWNER);
  }

  /// The text that the two bytes at `reference` point to; good for comparing ASCII.
  private static String text(ByteBuffer pool, int[] offsets, int reference) {
    int at = offsets[Short.toUnsignedInt(pool.getShort(reference))];
    byte[] text = new byte[Short.toUnsignedInt(pool.getShort(at + 1))];
    pool.get(at + 1 + Short.BYTES, text);
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  /// With the new owner's name and class as the last two constants.
  private static byte[] appended(byte[] classFile, int end, int count, String owner)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(classFile.length + owner.length() + 8);
    DataOutputStream out = new DataOutputStream(bytes);
    out.write(classFile, 0, HEADER);
    out.writeShort(count + 2);
    out.write(classFile, HEADER + Short.BYTES, end - HEADER - Short.BYTES);
    out.writeByte(UTF8);
    out.writeUTF(owner);
    out.writeByte(CLASS);
    out.writeShort(count);
    out.write(classFile, end, classFile.length - end);
    return bytes.toByteArray();
  }

  private static int length(ByteBuffer pool, int at, int tag) {
    return switch (tag) {
      case UTF8 -> Short.BYTES + Short.toUnsignedInt(pool.getShort(at + 1));
      case LONG, DOUBLE -> Long.BYTES;
      case 3, 4, 9, METHOD_REFERENCE, 11, 12, 17, 18 -> Integer.BYTES;
      case 15 -> 1 + Short.BYTES;
      case CLASS, 8, 16, 19, 20 -> Short.BYTES;
      default -> throw new ClassFormatError("a constant has the tag " + tag);
    };
  }

  /// Almost no class does, and this is all they cost.
  private static boolean mentions(byte[] classFile) {
    for (int at = 0; at <= classFile.length - METHOD.length; at++) {
      if (classFile[at] == METHOD[0]
          && Arrays.equals(classFile, at, at + METHOD.length, METHOD, 0, METHOD.length)) {
        return true;
      }
    }
    return false;
  }
}
