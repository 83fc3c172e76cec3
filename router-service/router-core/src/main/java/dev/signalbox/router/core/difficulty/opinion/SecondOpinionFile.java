package dev.signalbox.router.core.difficulty.opinion;

import dev.signalbox.router.core.difficulty.model.FieldFormat;
import dev.signalbox.router.core.difficulty.model.MalformedModelException;
import dev.signalbox.router.core.difficulty.model.SealedBytes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** A second opinion as bytes. */
public final class SecondOpinionFile {
  private static final SealedBytes SEAL = new SealedBytes("second opinion", 0x53425332, 1);
  private static final int KIND_NUMBERS = 6;

  private SecondOpinionFile() {}

  /** Writes an opinion. */
  public static byte[] write(SecondOpinion opinion) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeUTF(opinion.router());
      out.writeUTF(opinion.embedding());
      for (EmbeddedHead head : List.of(opinion.lift(), opinion.small(), opinion.good())) {
        FieldFormat.writeFloats(out, head.weights());
        out.writeFloat(head.bias());
      }
      FieldFormat.writeStrings(out, opinion.kinds().stream().map(KindOpinion::kind).toList());
      for (KindOpinion k : opinion.kinds()) {
        FieldFormat.writeDoubles(
            out,
            new double[] {k.bias(), k.fast(), k.lift(), k.small(), k.goodBias(), k.goodSlope()});
      }
      out.writeDouble(opinion.centre());
      out.writeDouble(opinion.spread());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return SEAL.seal(bytes.toByteArray());
  }

  /**
   * Reads an opinion.
   *
   * @throws MalformedModelException if the bytes are none, of another format, cut or changed
   */
  public static SecondOpinion read(byte[] bytes) {
    byte[] body = SEAL.open(bytes);
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(body))) {
      return new SecondOpinion(
          in.readUTF(),
          in.readUTF(),
          head(in),
          head(in),
          head(in),
          kinds(in),
          in.readDouble(),
          in.readDouble());
    } catch (IOException e) {
      throw new MalformedModelException("second opinion ends early");
    }
  }

  private static EmbeddedHead head(DataInputStream in) throws IOException {
    return new EmbeddedHead(FieldFormat.readFloats(in), in.readFloat());
  }

  private static List<KindOpinion> kinds(DataInputStream in) throws IOException {
    List<KindOpinion> kinds = new ArrayList<>();
    for (String name : FieldFormat.readStrings(in)) {
      double[] n = FieldFormat.readDoubles(in);
      if (n.length != KIND_NUMBERS) {
        throw new MalformedModelException("second opinion: kind " + name + " is broken");
      }
      kinds.add(new KindOpinion(name, n[0], n[1], n[2], n[3], n[4], n[5]));
    }
    return kinds;
  }
}
