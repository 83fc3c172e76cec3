package dev.signalbox.router.core.difficulty.tenant;

import dev.signalbox.router.core.difficulty.model.FieldFormat;
import dev.signalbox.router.core.difficulty.model.LinearHeadsFormat;
import dev.signalbox.router.core.difficulty.model.MalformedModelException;
import dev.signalbox.router.core.difficulty.model.SealedBytes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A tenant's head as bytes. Heads of the first format, which know nothing of further rungs, are
 * read as they were; what reads that format alone refuses the second by its number.
 */
public final class TenantHeadFile {
  private static final SealedBytes SEAL = new SealedBytes("tenant head", 0x53425448, 1, 2);

  private TenantHeadFile() {}

  /** Writes a head. */
  public static byte[] write(TenantHead head) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeUTF(head.shared());
      LinearHeadsFormat.write(out, head.linear());
      FieldFormat.writeStrings(out, head.inputs().names());
      FieldFormat.writeFloats(out, head.inputs().means());
      FieldFormat.writeFloats(out, head.inputs().deviations());
      FieldFormat.writeFloats(out, head.inputWeights());
      write(out, head.fast());
      write(out, head.full());
      out.writeUTF(head.embedding());
      Neighbours neighbours = head.neighbours();
      if (neighbours != null) {
        FieldFormat.writeBytes(out, neighbours.vectors());
        out.writeInt(neighbours.dimension());
        out.writeFloat(neighbours.unit());
        FieldFormat.writeFloats(out, neighbours.coefficients());
        out.writeDouble(neighbours.gamma());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return SEAL.seal(bytes.toByteArray());
  }

  /**
   * Reads a head.
   *
   * @throws MalformedModelException if the bytes are no head, of another format, cut or changed
   */
  public static TenantHead read(byte[] bytes) {
    byte[] body = SEAL.open(bytes);
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(body))) {
      String shared = in.readUTF();
      var linear = LinearHeadsFormat.read(in);
      SharedInputs inputs =
          new SharedInputs(
              FieldFormat.readStrings(in), FieldFormat.readFloats(in), FieldFormat.readFloats(in));
      float[] weights = FieldFormat.readFloats(in);
      GainCalibration fast = readCalibration(in);
      GainCalibration full = readCalibration(in);
      String embedding = in.readUTF();
      Neighbours neighbours = embedding.isEmpty() ? null : readNeighbours(in);
      return new TenantHead(shared, linear, inputs, weights, fast, full, embedding, neighbours);
    } catch (IOException e) {
      throw new MalformedModelException("tenant head ends early");
    }
  }

  private static Neighbours readNeighbours(DataInputStream in) throws IOException {
    return new Neighbours(
        FieldFormat.readBytes(in),
        in.readInt(),
        in.readFloat(),
        FieldFormat.readFloats(in),
        in.readDouble());
  }

  private static void write(DataOutputStream out, GainCalibration c) throws IOException {
    FieldFormat.writeDoubles(
        out, new double[] {c.centre(), c.spread(), c.goodBias(), c.goodSlope()});
    FieldFormat.writeDoubles(out, c.quantiles());
  }

  private static GainCalibration readCalibration(DataInputStream in) throws IOException {
    double[] c = FieldFormat.readDoubles(in);
    if (c.length != 4 || !(c[1] > 0)) {
      throw new MalformedModelException("tenant head: a calibration is broken");
    }
    return new GainCalibration(c[0], c[1], c[2], c[3], FieldFormat.readDoubles(in));
  }
}
