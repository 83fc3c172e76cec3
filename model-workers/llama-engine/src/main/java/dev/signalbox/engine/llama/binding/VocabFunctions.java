package dev.signalbox.engine.llama.binding;

import java.lang.foreign.MemorySegment;

/** The {@code llama_vocab_*} calls and the tokeniser. */
final class VocabFunctions {
  final IntOf size;
  final IntOf bos;
  final IntOf eos;
  final Flag addBos;
  final TokenFlag isEndOfGeneration;
  final TokenAttributes attributes;
  final Tokenize tokenize;
  final Piece piece;

  VocabFunctions(Symbols llama) {
    size = llama.bind("llama_vocab_n_tokens", IntOf.class);
    bos = llama.bind("llama_vocab_bos", IntOf.class);
    eos = llama.bind("llama_vocab_eos", IntOf.class);
    addBos = llama.bind("llama_vocab_get_add_bos", Flag.class);
    isEndOfGeneration = llama.bind("llama_vocab_is_eog", TokenFlag.class);
    attributes = llama.bind("llama_vocab_get_attr", TokenAttributes.class);
    tokenize = llama.bind("llama_tokenize", Tokenize.class);
    piece = llama.bind("llama_token_to_piece", Piece.class);
  }

  public interface IntOf {
    int get(MemorySegment vocab);
  }

  public interface Flag {
    boolean get(MemorySegment vocab);
  }

  public interface TokenFlag {
    boolean get(MemorySegment vocab, int token);
  }

  public interface TokenAttributes {
    int get(MemorySegment vocab, int token);
  }

  public interface Tokenize {
    int tokenize(
        MemorySegment vocab,
        MemorySegment text,
        int length,
        MemorySegment tokens,
        int capacity,
        boolean addSpecial,
        boolean parseSpecial);
  }

  public interface Piece {
    int piece(
        MemorySegment vocab,
        int token,
        MemorySegment buffer,
        int length,
        int stripLeading,
        boolean special);
  }
}
