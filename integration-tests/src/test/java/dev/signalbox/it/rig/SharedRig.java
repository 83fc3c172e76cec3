package dev.signalbox.it.rig;

import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands the run's one rig of a kind to tests that ask for it; closed when the run is over. */
public final class SharedRig implements ParameterResolver {
  private static final ExtensionContext.Namespace SPACE =
      ExtensionContext.Namespace.create(SharedRig.class);
  private static final Map<Class<?>, Supplier<Object>> RIGS =
      Map.of(
          Rig.class, Rig::start,
          ClientRig.class, ClientRig::start,
          ToyRig.class, ToyRig::start);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return RIGS.containsKey(parameter.getParameter().getType());
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return context
        .getRoot()
        .getStore(SPACE)
        .computeIfAbsent(type, _ -> Objects.requireNonNull(RIGS.get(type)).get());
  }
}
