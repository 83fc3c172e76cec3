package dev.signalbox.engine.llama.binding;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.ValueLayout;

/** The {@code llama_model_*} calls. */
final class ModelFunctions {
  final DefaultParams defaultParams;
  final Load load;
  final Free free;
  final PointerOf vocab;
  final IntOf embeddingLength;
  final IntOf trainedContext;
  final IntOf layers;
  final IntOf heads;
  final IntOf keyValueHeads;
  final LongOf parameters;
  final LongOf bytes;
  final Flag hasEncoder;
  final Flag hasDecoder;
  final Flag isRecurrent;
  final Flag isHybrid;
  final Flag isDiffusion;
  final Meta meta;

  ModelFunctions(Symbols llama) {
    defaultParams =
        llama.bind(
            "llama_model_default_params",
            DefaultParams.class,
            FunctionDescriptor.of(Structs.MODEL_PARAMS));
    load =
        llama.bind(
            "llama_model_load_from_file",
            Load.class,
            FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.ADDRESS, Structs.MODEL_PARAMS));
    free = llama.bind("llama_model_free", Free.class);
    vocab = llama.bind("llama_model_get_vocab", PointerOf.class);
    embeddingLength = llama.bind("llama_model_n_embd", IntOf.class);
    trainedContext = llama.bind("llama_model_n_ctx_train", IntOf.class);
    layers = llama.bind("llama_model_n_layer", IntOf.class);
    heads = llama.bind("llama_model_n_head", IntOf.class);
    keyValueHeads = llama.bind("llama_model_n_head_kv", IntOf.class);
    parameters = llama.bind("llama_model_n_params", LongOf.class);
    bytes = llama.bind("llama_model_size", LongOf.class);
    hasEncoder = llama.bind("llama_model_has_encoder", Flag.class);
    hasDecoder = llama.bind("llama_model_has_decoder", Flag.class);
    isRecurrent = llama.bind("llama_model_is_recurrent", Flag.class);
    isHybrid = llama.bind("llama_model_is_hybrid", Flag.class);
    isDiffusion = llama.bind("llama_model_is_diffusion", Flag.class);
    meta = llama.bind("llama_model_meta_val_str", Meta.class);
  }

  public interface DefaultParams {
    MemorySegment get(SegmentAllocator allocator);
  }

  public interface Load {
    MemorySegment load(MemorySegment path, MemorySegment params);
  }

  public interface Free {
    void free(MemorySegment model);
  }

  public interface PointerOf {
    MemorySegment get(MemorySegment model);
  }

  public interface IntOf {
    int get(MemorySegment model);
  }

  public interface LongOf {
    long get(MemorySegment model);
  }

  public interface Flag {
    boolean get(MemorySegment model);
  }

  public interface Meta {
    int get(MemorySegment model, MemorySegment key, MemorySegment buffer, long size);
  }
}
