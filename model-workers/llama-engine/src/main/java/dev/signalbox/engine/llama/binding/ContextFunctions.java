package dev.signalbox.engine.llama.binding;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.ValueLayout;

/** The calls on a context, its memory of sequences included. */
final class ContextFunctions {
  final DefaultParams defaultParams;
  final Create create;
  final Free free;
  final IntOf cellsPerSequence;
  final IntOf pooling;
  final Decode decode;
  final Decode encode;
  final Ith logits;
  final Ith embeddingOfToken;
  final Ith embeddingOfSequence;
  final SetAbort setAbort;
  final PointerOf memory;
  final Remove remove;
  final Copy copy;
  final PositionMax positionMax;
  final Clear clear;

  ContextFunctions(Symbols llama) {
    defaultParams =
        llama.bind(
            "llama_context_default_params",
            DefaultParams.class,
            FunctionDescriptor.of(Structs.CONTEXT_PARAMS));
    create =
        llama.bind(
            "llama_init_from_model",
            Create.class,
            FunctionDescriptor.of(
                ValueLayout.ADDRESS, ValueLayout.ADDRESS, Structs.CONTEXT_PARAMS));
    free = llama.bind("llama_free", Free.class);
    cellsPerSequence = llama.bind("llama_n_ctx_seq", IntOf.class);
    pooling = llama.bind("llama_pooling_type", IntOf.class);
    var ofBatch = FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, Structs.BATCH);
    decode = llama.bind("llama_decode", Decode.class, ofBatch);
    encode = llama.bind("llama_encode", Decode.class, ofBatch);
    logits = llama.bind("llama_get_logits_ith", Ith.class);
    embeddingOfToken = llama.bind("llama_get_embeddings_ith", Ith.class);
    embeddingOfSequence = llama.bind("llama_get_embeddings_seq", Ith.class);
    setAbort = llama.bind("llama_set_abort_callback", SetAbort.class);
    memory = llama.bind("llama_get_memory", PointerOf.class);
    remove = llama.bind("llama_memory_seq_rm", Remove.class);
    copy = llama.bind("llama_memory_seq_cp", Copy.class);
    positionMax = llama.bind("llama_memory_seq_pos_max", PositionMax.class);
    clear = llama.bind("llama_memory_clear", Clear.class);
  }

  public interface DefaultParams {
    MemorySegment get(SegmentAllocator allocator);
  }

  public interface Create {
    MemorySegment create(MemorySegment model, MemorySegment params);
  }

  public interface Free {
    void free(MemorySegment context);
  }

  public interface IntOf {
    int get(MemorySegment context);
  }

  public interface PointerOf {
    MemorySegment get(MemorySegment context);
  }

  public interface Decode {
    int decode(MemorySegment context, MemorySegment batch);
  }

  public interface Ith {
    MemorySegment get(MemorySegment context, int index);
  }

  public interface SetAbort {
    void set(MemorySegment context, MemorySegment callback, MemorySegment data);
  }

  public interface Remove {
    boolean remove(MemorySegment memory, int sequence, int from, int to);
  }

  public interface Copy {
    void copy(MemorySegment memory, int source, int target, int from, int to);
  }

  public interface PositionMax {
    int get(MemorySegment memory, int sequence);
  }

  public interface Clear {
    void clear(MemorySegment memory, boolean data);
  }
}
