package dev.signalbox.engine.llama.binding;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.ValueLayout;

/** The {@code llama_sampler_*} calls. */
final class SamplerFunctions {
  final DefaultParams defaultParams;
  final Chain chain;
  final Add add;
  final Remove remove;
  final Greedy greedy;
  final OfInt distribution;
  final OfInt topK;
  final Cut topP;
  final Cut minP;
  final Temperature temperature;
  final Penalties penalties;
  final Bias bias;
  final Sample sample;
  final Accept accept;
  final Free free;

  SamplerFunctions(Symbols llama) {
    defaultParams =
        llama.bind(
            "llama_sampler_chain_default_params",
            DefaultParams.class,
            FunctionDescriptor.of(Structs.CHAIN_PARAMS));
    chain =
        llama.bind(
            "llama_sampler_chain_init",
            Chain.class,
            FunctionDescriptor.of(ValueLayout.ADDRESS, Structs.CHAIN_PARAMS));
    add = llama.bind("llama_sampler_chain_add", Add.class);
    remove = llama.bind("llama_sampler_chain_remove", Remove.class);
    greedy = llama.bind("llama_sampler_init_greedy", Greedy.class);
    distribution = llama.bind("llama_sampler_init_dist", OfInt.class);
    topK = llama.bind("llama_sampler_init_top_k", OfInt.class);
    topP = llama.bind("llama_sampler_init_top_p", Cut.class);
    minP = llama.bind("llama_sampler_init_min_p", Cut.class);
    temperature = llama.bind("llama_sampler_init_temp", Temperature.class);
    penalties = llama.bind("llama_sampler_init_penalties", Penalties.class);
    bias = llama.bind("llama_sampler_init_logit_bias", Bias.class);
    sample = llama.bind("llama_sampler_sample", Sample.class);
    accept = llama.bind("llama_sampler_accept", Accept.class);
    free = llama.bind("llama_sampler_free", Free.class);
  }

  public interface DefaultParams {
    MemorySegment get(SegmentAllocator allocator);
  }

  public interface Chain {
    MemorySegment create(MemorySegment params);
  }

  public interface Add {
    void add(MemorySegment chain, MemorySegment sampler);
  }

  public interface Remove {
    MemorySegment remove(MemorySegment chain, int index);
  }

  public interface Greedy {
    MemorySegment create();
  }

  public interface OfInt {
    MemorySegment create(int value);
  }

  public interface Cut {
    MemorySegment create(float share, long minKeep);
  }

  public interface Temperature {
    MemorySegment create(float temperature);
  }

  public interface Penalties {
    MemorySegment create(int vocabulary, int last, float repeat, float frequency, float presence);
  }

  public interface Bias {
    MemorySegment create(int vocabulary, int count, MemorySegment biases);
  }

  public interface Sample {
    int sample(MemorySegment chain, MemorySegment context, int index);
  }

  public interface Accept {
    void accept(MemorySegment sampler, int token);
  }

  public interface Free {
    void free(MemorySegment sampler);
  }
}
