package dev.signalbox.engine.llama.binding;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandleProxies;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The functions of one shared library, bound to Java interfaces of one method whose parameters
 * mirror those of the C function ({@link MemorySegment} is a pointer).
 */
final class Symbols {
  private static final Linker LINKER = Linker.nativeLinker();

  private final Path file;
  private final SymbolLookup lookup;

  /** Opens the library for the life of the process; it cannot be unloaded safely. */
  Symbols(Path file) {
    this.file = file;
    this.lookup = SymbolLookup.libraryLookup(file, Arena.global());
  }

  /** Binds a function that passes only numbers and pointers. */
  <F> F bind(String name, Class<F> shape) {
    return bind(name, shape, descriptor(shape));
  }

  /** Binds a function that passes structs by value, so that its layout must be told. */
  <F> F bind(String name, Class<F> shape, FunctionDescriptor descriptor) {
    MemorySegment address =
        lookup
            .find(name)
            .orElseThrow(() ->
                new LlamaException(
                    "%s has no function %s (expected: llama.cpp %s)"
                        .formatted(file.getFileName(), name, LlamaLibrary.VERSION)));
    return MethodHandleProxies.asInterfaceInstance(
        shape, LINKER.downcallHandle(address, descriptor));
  }

  private static FunctionDescriptor descriptor(Class<?> shape) {
    Method method = shape.getMethods()[0];
    MemoryLayout[] arguments =
        Arrays.stream(method.getParameterTypes()).map(Symbols::layout).toArray(MemoryLayout[]::new);
    return method.getReturnType() == void.class
        ? FunctionDescriptor.ofVoid(arguments)
        : FunctionDescriptor.of(layout(method.getReturnType()), arguments);
  }

  private static MemoryLayout layout(Class<?> type) {
    return switch (type.getName()) {
      case "int" -> ValueLayout.JAVA_INT;
      case "long" -> ValueLayout.JAVA_LONG;
      case "float" -> ValueLayout.JAVA_FLOAT;
      case "boolean" -> ValueLayout.JAVA_BOOLEAN;
      default -> ValueLayout.ADDRESS;
    };
  }
}
