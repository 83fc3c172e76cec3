package dev.signalbox.router.core.difficulty.model;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** Linear heads as they stand in an artefact. */
public final class LinearHeadsFormat {
  private LinearHeadsFormat() {}

  public static void write(DataOutputStream out, LinearHeads heads) throws IOException {
    FieldFormat.writeStrings(out, heads.names());
    FieldFormat.writeBytes(out, heads.rows());
    FieldFormat.writeFloats(out, heads.scales());
    FieldFormat.writeFloats(out, heads.surfaceMeans());
    FieldFormat.writeFloats(out, heads.surfaceDeviations());
    FieldFormat.writeFloats(out, heads.surfaceWeights());
    FieldFormat.writeFloats(out, heads.biases());
  }

  public static LinearHeads read(DataInputStream in) throws IOException {
    return new LinearHeads(
        FieldFormat.readStrings(in),
        FieldFormat.readBytes(in),
        FieldFormat.readFloats(in),
        FieldFormat.readFloats(in),
        FieldFormat.readFloats(in),
        FieldFormat.readFloats(in),
        FieldFormat.readFloats(in));
  }
}
