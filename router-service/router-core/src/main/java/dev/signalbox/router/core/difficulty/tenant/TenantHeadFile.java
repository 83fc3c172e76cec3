package dev.signalbox.router.core.difficulty.tenant;

import dev.signalbox.router.core.difficulty.GainScale;
import dev.signalbox.router.core.difficulty.RatedGains;
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
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tenant's head as bytes. Heads of the first format know nothing of further rungs, those of the
 * first two have a single line for the chance of good enough, take gains for what is expected, and
 * know of no rated gains; both are read as they were. What reads older formats alone refuses a
 * newer one by its number.
 */
public final class TenantHeadFile {
  private static final SealedBytes SEAL = new SealedBytes("tenant head", 0x53425448, 1, 3);

  /** The first format with rated gains and with curves for what a gain means. */
  private static final int WITH_RATED = 3;

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
      write(out, head.rated());
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
      boolean old = SEAL.formatOf(bytes) < WITH_RATED;
      GainCalibration fast = old ? readLine(in) : readCalibration(in);
      GainCalibration full = old ? readLine(in) : readCalibration(in);
      RatedGains rated = old ? null : readRated(in);
      String embedding = in.readUTF();
      Neighbours neighbours = embedding.isEmpty() ? null : readNeighbours(in);
      return new TenantHead(
          shared, linear, inputs, weights, fast, full, embedding, neighbours, rated);
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
    FieldFormat.writeDoubles(out, new double[] {c.scale().centre(), c.scale().spread()});
    FieldFormat.writeDoubles(out, c.goodEnough().gains());
    FieldFormat.writeDoubles(out, c.goodEnough().logOdds());
    FieldFormat.writeDoubles(out, c.quantiles());
    FieldFormat.writeDoubles(out, c.gains());
  }

  private static GainCalibration readCalibration(DataInputStream in) throws IOException {
    double[] scale = numbers(in, 2);
    GoodEnoughCurve goodEnough =
        new GoodEnoughCurve(FieldFormat.readDoubles(in), FieldFormat.readDoubles(in));
    return new GainCalibration(
        new GainScale(scale[0], scale[1]),
        goodEnough,
        FieldFormat.readDoubles(in),
        FieldFormat.readDoubles(in));
  }

  /** A calibration of the first two formats. */
  private static GainCalibration readLine(DataInputStream in) throws IOException {
    double[] c = numbers(in, 4);
    double[] quantiles = FieldFormat.readDoubles(in);
    return new GainCalibration(
        new GainScale(c[0], c[1]), GoodEnoughCurve.line(c[2], c[3]), quantiles, quantiles);
  }

  /** Numbers of which the second is the spread of a scale. */
  private static double[] numbers(DataInputStream in, int count) throws IOException {
    double[] numbers = FieldFormat.readDoubles(in);
    if (numbers.length != count || !(numbers[1] > 0)) {
      throw new MalformedModelException("tenant head: a calibration is broken");
    }
    return numbers;
  }

  private static void write(DataOutputStream out, @Nullable RatedGains rated) throws IOException {
    FieldFormat.writeStrings(out, rated == null ? List.of() : rated.names());
    if (rated != null) {
      for (int name = 0; name < rated.names().size(); name++) {
        FieldFormat.writeFloats(out, rated.expected()[name]);
        FieldFormat.writeFloats(out, rated.actual()[name]);
      }
    }
  }

  private static @Nullable RatedGains readRated(DataInputStream in) throws IOException {
    List<String> names = FieldFormat.readStrings(in);
    if (names.isEmpty()) {
      return null;
    }
    float[][] expected = new float[names.size()][];
    float[][] actual = new float[names.size()][];
    for (int name = 0; name < names.size(); name++) {
      expected[name] = FieldFormat.readFloats(in);
      actual[name] = FieldFormat.readFloats(in);
    }
    try {
      return new RatedGains(names, expected, actual);
    } catch (IllegalArgumentException e) {
      throw new MalformedModelException("tenant head: " + e.getMessage());
    }
  }
}
