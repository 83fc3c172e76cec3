package dev.signalbox.router.core.difficulty.model;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Lists and arrays in an artefact: a count, then the values. */
public final class FieldFormat {
  /** No field of an artefact holds more values; a larger count means a broken file. */
  private static final int LIMIT = 64 << 20;

  private FieldFormat() {}

  public static void writeStrings(DataOutputStream out, List<String> values) throws IOException {
    out.writeInt(values.size());
    for (String value : values) {
      out.writeUTF(value);
    }
  }

  public static List<String> readStrings(DataInputStream in) throws IOException {
    int count = count(in);
    List<String> values = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      values.add(in.readUTF());
    }
    return values;
  }

  public static void writeBytes(DataOutputStream out, byte[] values) throws IOException {
    out.writeInt(values.length);
    out.write(values);
  }

  public static byte[] readBytes(DataInputStream in) throws IOException {
    byte[] values = new byte[count(in)];
    in.readFully(values);
    return values;
  }

  public static void writeFloats(DataOutputStream out, float[] values) throws IOException {
    out.writeInt(values.length);
    for (float value : values) {
      out.writeFloat(value);
    }
  }

  public static float[] readFloats(DataInputStream in) throws IOException {
    float[] values = new float[count(in)];
    for (int i = 0; i < values.length; i++) {
      values[i] = in.readFloat();
    }
    return values;
  }

  public static void writeDoubles(DataOutputStream out, double[] values) throws IOException {
    out.writeInt(values.length);
    for (double value : values) {
      out.writeDouble(value);
    }
  }

  public static double[] readDoubles(DataInputStream in) throws IOException {
    double[] values = new double[count(in)];
    for (int i = 0; i < values.length; i++) {
      values[i] = in.readDouble();
    }
    return values;
  }

  private static int count(DataInputStream in) throws IOException {
    int count = in.readInt();
    if (count < 0 || count > LIMIT) {
      throw new MalformedModelException("a field claims " + count + " values");
    }
    return count;
  }
}
