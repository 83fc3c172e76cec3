package dev.signalbox.engine.llama.binding;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * A model's tokens. Pieces and marks of all ids are read once at load, so that writing text needs
 * no native call; tokenising calls the library. Safe from any thread.
 */
public final class NativeVocab {
  private static final int ATTRIBUTE_UNKNOWN = 1;
  private static final int ATTRIBUTE_CONTROL = 8;
  private static final int PIECE_CAPACITY = 1024;

  private final VocabFunctions functions;
  private final MemorySegment pointer;
  private final byte[][] pieces;
  private final BitSet control = new BitSet();
  private final BitSet endOfGeneration = new BitSet();
  private final List<String> controlTexts = new ArrayList<>();
  private final int longestPiece;

  NativeVocab(VocabFunctions functions, MemorySegment pointer) {
    this.functions = functions;
    this.pointer = pointer;
    this.pieces = new byte[functions.size.get(pointer)][];
    int longest = 1;
    try (var arena = Arena.ofConfined()) {
      MemorySegment buffer = arena.allocate(PIECE_CAPACITY);
      for (int token = 0; token < pieces.length; token++) {
        boolean isControl =
            (functions.attributes.get(pointer, token) & (ATTRIBUTE_CONTROL | ATTRIBUTE_UNKNOWN))
                != 0;
        pieces[token] = read(token, buffer);
        longest = Math.max(longest, pieces[token].length);
        endOfGeneration.set(token, functions.isEndOfGeneration.get(pointer, token));
        if (isControl) {
          control.set(token);
          controlTexts.add(new String(pieces[token], StandardCharsets.UTF_8));
        }
      }
    }
    controlTexts.removeIf(String::isEmpty);
    longestPiece = longest;
  }

  private byte[] read(int token, MemorySegment buffer) {
    int length = functions.piece.piece(pointer, token, buffer, PIECE_CAPACITY, 0, true);
    if (length < -PIECE_CAPACITY) {
      try (var arena = Arena.ofConfined()) {
        MemorySegment larger = arena.allocate(-length);
        functions.piece.piece(pointer, token, larger, -length, 0, true);
        return larger.toArray(ValueLayout.JAVA_BYTE);
      }
    }
    return buffer.asSlice(0, Math.max(0, length)).toArray(ValueLayout.JAVA_BYTE);
  }

  /** Number of token ids; they go from 0. */
  public int size() {
    return pieces.length;
  }

  public boolean contains(int token) {
    return token >= 0 && token < pieces.length;
  }

  /** The bytes of a token, which may be part of a character; a control token's are its name. */
  public byte[] piece(int token) {
    return pieces[token];
  }

  /** Whether a token steers the model and is no text. */
  public boolean isControl(int token) {
    return control.get(token);
  }

  /** Whether a token ends an answer. */
  public boolean isEndOfGeneration(int token) {
    return endOfGeneration.get(token);
  }

  /** The names of all control tokens, {@code <|im_start|>} say. */
  public List<String> controlTexts() {
    return List.copyOf(controlTexts);
  }

  /** The most bytes that one token can stand for. */
  public int longestPiece() {
    return longestPiece;
  }

  /** Name of the token that begins a sequence; empty if the model has none. */
  public String beginOfSequence() {
    return name(functions.bos.get(pointer));
  }

  /** Name of the token that ends a sequence; empty if the model has none. */
  public String endOfSequence() {
    return name(functions.eos.get(pointer));
  }

  /** Id of the token that begins a sequence, or of any other token if the model has none. */
  public int anyToken() {
    int bos = functions.bos.get(pointer);
    return contains(bos) ? bos : 0;
  }

  private String name(int token) {
    return contains(token) ? new String(pieces[token], StandardCharsets.UTF_8) : "";
  }

  /**
   * Tokenises.
   *
   * @param addSpecial whether the model's own begin and end tokens are added where it wants them
   * @param parseSpecial whether names of control tokens in the text become these tokens
   */
  public int[] tokenize(String text, boolean addSpecial, boolean parseSpecial) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try (var arena = Arena.ofConfined()) {
      MemorySegment source = arena.allocate(Math.max(1, bytes.length));
      MemorySegment.copy(bytes, 0, source, ValueLayout.JAVA_BYTE, 0, bytes.length);
      int count = -(bytes.length + 8);
      MemorySegment target = MemorySegment.NULL;
      // A negative answer is the room that is needed; the second try has it.
      for (int attempt = 0; attempt < 2 && count < 0; attempt++) {
        int capacity = -count;
        target = arena.allocate(ValueLayout.JAVA_INT, capacity);
        count =
            functions.tokenize.tokenize(
                pointer, source, bytes.length, target, capacity, addSpecial, parseSpecial);
      }
      if (count < 0) {
        throw new LlamaException(
            "the tokeniser gave up on a text of %d bytes".formatted(bytes.length));
      }
      return target.asSlice(0, (long) count * Integer.BYTES).toArray(ValueLayout.JAVA_INT);
    }
  }
}
