package dev.signalbox.engine.llama.template;

import java.beans.FeatureDescriptor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jinjava.javax.el.ELContext;
import jinjava.javax.el.ELResolver;
import org.jspecify.annotations.Nullable;

/** Python's methods and indexes on texts and dictionaries, put before jinjava's own. */
final class PythonMethods extends ELResolver {
  /** Names of the dictionary's methods. */
  static final Set<String> DICTIONARY = Set.of("get", "items", "keys", "values");

  @Override
  public @Nullable Object invoke(
      ELContext context,
      @Nullable Object base,
      Object method,
      Class<?> @Nullable [] types,
      @Nullable Object @Nullable [] given) {
    @Nullable Object[] arguments = given == null ? new Object[0] : given;
    String name = String.valueOf(method);
    if (base instanceof String text && PythonStrings.METHODS.contains(name)) {
      context.setPropertyResolved(true);
      return PythonStrings.call(text, name, arguments);
    }
    if (base instanceof Map<?, ?> map && DICTIONARY.contains(name)) {
      context.setPropertyResolved(true);
      return dictionary(map, name, arguments);
    }
    return null;
  }

  private static @Nullable Object dictionary(
      Map<?, ?> map, String name, @Nullable Object[] arguments) {
    return switch (name) {
      case "get" -> {
        Object key = arguments.length > 0 ? arguments[0] : null;
        Object otherwise = arguments.length > 1 ? arguments[1] : null;
        yield map.containsKey(key) ? map.get(key) : otherwise;
      }
      case "keys" -> new ArrayList<>(map.keySet());
      case "values" -> new ArrayList<>(map.values());
      default -> map.entrySet();
    };
  }

  @Override
  public @Nullable Object getValue(
      ELContext context, @Nullable Object base, @Nullable Object property) {
    if (base instanceof String text && property instanceof Number number) {
      int index = number.intValue() < 0 ? text.length() + number.intValue() : number.intValue();
      context.setPropertyResolved(true);
      return index >= 0 && index < text.length() ? text.substring(index, index + 1) : "";
    }
    if (base instanceof List<?> list
        && property instanceof Number number
        && number.intValue() < 0) {
      int index = list.size() + number.intValue();
      context.setPropertyResolved(true);
      return index >= 0 ? list.get(index) : null;
    }
    return null;
  }

  @Override
  public @Nullable Class<?> getType(ELContext context, Object base, Object property) {
    return null;
  }

  @Override
  public void setValue(ELContext context, Object base, Object property, Object value) {}

  @Override
  public boolean isReadOnly(ELContext context, Object base, Object property) {
    return true;
  }

  @Override
  public Class<?> getCommonPropertyType(ELContext context, Object base) {
    return Object.class;
  }

  @Override
  public Iterator<FeatureDescriptor> getFeatureDescriptors(ELContext context, Object base) {
    return Collections.emptyIterator();
  }
}
