package dev.signalbox.router.core.difficulty.model;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** The artefact of a trained router as bytes: equal models give equal bytes. */
public final class RouterModelFile {
  private static final SealedBytes SEAL = new SealedBytes("router artefact", 0x53425254, 1);

  private RouterModelFile() {}

  /** Writes a model. */
  public static byte[] write(RouterModel model) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeUTF(model.name());
      LinearHeadsFormat.write(out, model.heads());
      FieldFormat.writeStrings(out, model.categories());
      out.writeDouble(model.sharpness());
      out.writeDouble(model.centre());
      out.writeDouble(model.spread());
      FieldFormat.writeDoubles(out, model.quantiles());
      out.writeInt(model.kinds().size());
      for (Kind kind : model.kinds()) {
        write(out, kind);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return SEAL.seal(bytes.toByteArray());
  }

  /**
   * Reads a model.
   *
   * @throws MalformedModelException if the bytes are no artefact, of another format, cut or changed
   */
  public static RouterModel read(byte[] bytes) {
    byte[] body = SEAL.open(bytes);
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(body))) {
      String name = in.readUTF();
      LinearHeads heads = LinearHeadsFormat.read(in);
      List<String> categories = FieldFormat.readStrings(in);
      double sharpness = in.readDouble();
      double centre = in.readDouble();
      double spread = in.readDouble();
      double[] quantiles = FieldFormat.readDoubles(in);
      int count = in.readInt();
      List<Kind> kinds = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        kinds.add(readKind(in));
      }
      return new RouterModel(name, heads, categories, sharpness, kinds, centre, spread, quantiles);
    } catch (IOException e) {
      throw new MalformedModelException("router artefact ends early");
    }
  }

  /** First eight hexadecimal digits of the artefact's checksum. */
  public static String fingerprint(byte[] bytes) {
    return SealedBytes.fingerprint(bytes);
  }

  private static void write(DataOutputStream out, Kind kind) throws IOException {
    out.writeUTF(kind.name());
    FieldFormat.writeStrings(out, kind.categories());
    out.writeDouble(kind.bias());
    FieldFormat.writeDoubles(out, kind.headWeights());
    FieldFormat.writeDoubles(out, kind.surfaceWeights());
    out.writeDouble(kind.goodBias());
    out.writeDouble(kind.goodSlope());
  }

  private static Kind readKind(DataInputStream in) throws IOException {
    return new Kind(
        in.readUTF(),
        FieldFormat.readStrings(in),
        in.readDouble(),
        FieldFormat.readDoubles(in),
        FieldFormat.readDoubles(in),
        in.readDouble(),
        in.readDouble());
  }
}
