package dev.signalbox.worker.server.openai.request;

import dev.signalbox.worker.api.Engine;
import dev.signalbox.worker.server.openai.error.ApiException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One or more inputs, each a text or token ids: {@code "text"}, {@code ["text"]}, {@code [1, 2]} or
 * {@code [[1, 2], [3]]}.
 */
public final class TextInputs {
  private final String name;
  private final List<Object> inputs;
  private final boolean specialTokens;

  private TextInputs(String name, List<Object> inputs, boolean specialTokens) {
    this.name = name;
    this.inputs = inputs;
    this.specialTokens = specialTokens;
  }

  /**
   * @param most inputs at the most
   * @param specialTokens whether texts get the model's begin-of-sequence token
   */
  static TextInputs read(Fields body, String name, int most, boolean specialTokens) {
    Object value = body.any(name);
    List<Object> inputs = new ArrayList<>();
    if (value instanceof String text) {
      inputs.add(text);
    } else if (value instanceof List<?> list && !list.isEmpty()) {
      if (list.getFirst() instanceof Number) {
        inputs.add(ids(name, list));
      } else {
        several(body, name, list, most, inputs);
      }
    } else {
      throw body.invalid(name, "a string, an array of strings, token ids or arrays of token ids");
    }
    return new TextInputs(name, inputs, specialTokens);
  }

  /** How many inputs. */
  public int size() {
    return inputs.size();
  }

  /**
   * The inputs as tokens, in order.
   *
   * @throws ApiException if an id is outside the vocabulary
   */
  public List<int[]> tokens(Engine engine) {
    int vocabulary = engine.info().vocabularySize();
    List<int[]> tokens = new ArrayList<>(inputs.size());
    for (int i = 0; i < inputs.size(); i++) {
      if (inputs.get(i) instanceof int[] ids) {
        check(ids, inputs.size() == 1 ? name : name + "[" + i + "]", vocabulary);
        tokens.add(ids);
      } else {
        tokens.add(engine.tokenize((String) inputs.get(i), specialTokens));
      }
    }
    return tokens;
  }

  private static void several(
      Fields body, String name, List<?> list, int most, List<Object> inputs) {
    if (list.size() > most) {
      throw body.invalid(name, "at most " + most + " inputs");
    }
    boolean texts = list.getFirst() instanceof String;
    for (int i = 0; i < list.size(); i++) {
      Object one = list.get(i);
      String place = name + "[" + i + "]";
      if (texts && one instanceof String text) {
        inputs.add(text);
      } else if (!texts && one instanceof List<?> ids && !ids.isEmpty()) {
        inputs.add(ids(place, ids));
      } else {
        throw bad(place, one, texts ? "a string, as the first is" : "a string or token ids");
      }
    }
  }

  private static int[] ids(String place, List<?> values) {
    int[] ids = new int[values.size()];
    for (int i = 0; i < ids.length; i++) {
      Long id = Fields.wholeOrNull(values.get(i));
      if (id == null || id < 0 || id > Integer.MAX_VALUE) {
        throw bad(place + "[" + i + "]", values.get(i), "a token id");
      }
      ids[i] = id.intValue();
    }
    return ids;
  }

  private static void check(int[] ids, String place, int vocabulary) {
    for (int i = 0; i < ids.length; i++) {
      if (ids[i] >= vocabulary) {
        throw bad(place + "[" + i + "]", ids[i], "a token id from 0 to " + (vocabulary - 1));
      }
    }
  }

  private static ApiException bad(String place, @Nullable Object value, String expected) {
    return ApiException.invalid(
        place, place + ": " + Fields.shown(value) + " (expected: " + expected + ")");
  }
}
