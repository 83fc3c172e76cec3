package dev.signalbox.engine.llama.binding;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** A flag that the library reads between the nodes of a graph, some 500 times a decode. */
final class AbortFlag {
  private volatile boolean wanted;

  void set(boolean value) {
    wanted = value;
  }

  @SuppressWarnings("unused")
  private boolean read(MemorySegment data) {
    return wanted;
  }

  MemorySegment stub(Arena arena) {
    try {
      var target =
          MethodHandles.lookup()
              .bind(this, "read", MethodType.methodType(boolean.class, MemorySegment.class));
      return Linker.nativeLinker()
          .upcallStub(
              target, FunctionDescriptor.of(ValueLayout.JAVA_BOOLEAN, ValueLayout.ADDRESS), arena);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
