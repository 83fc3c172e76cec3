package dev.signalbox.engine.llama.template;

import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.lib.exptest.ExpTest;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tests {@code iterable} and {@code sequence}: in Python a text is both. */
record HoldsItems(String name) implements ExpTest {
  @Override
  public String getName() {
    return name;
  }

  @Override
  public boolean evaluate(
      @Nullable Object value, JinjavaInterpreter interpreter, @Nullable Object... arguments) {
    return value instanceof String || value instanceof Collection || value instanceof Map;
  }
}
