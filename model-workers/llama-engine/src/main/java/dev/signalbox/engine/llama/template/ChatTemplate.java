package dev.signalbox.engine.llama.template;

import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.JinjavaConfig;
import com.hubspot.jinjava.LegacyOverrides;
import com.hubspot.jinjava.el.JinjavaInterpreterResolver;
import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.interpret.RenderResult;
import com.hubspot.jinjava.interpret.TemplateError;
import com.hubspot.jinjava.lib.filter.Filter;
import com.hubspot.jinjava.lib.fn.ELFunctionDefinition;
import dev.signalbox.worker.api.ChatPrompt;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jinjava.javax.el.CompositeELResolver;
import org.jspecify.annotations.Nullable;

/**
 * A model's chat template, rendered by jinjava with the settings that make it equal jinja2 on what
 * {@link TemplateLimits} lets through. What the conversation says is data: it is not read as
 * template. Safe from any thread.
 */
public final class ChatTemplate {
  /** A bound that no honest conversation reaches, so that a template cannot fill the memory. */
  private static final long MAX_OUTPUT = 256L << 20;

  private final Jinjava jinjava = jinjava();
  private final String template;
  private final String beginOfSequence;
  private final String endOfSequence;
  private final boolean readsParts;

  private ChatTemplate(String source, String beginOfSequence, String endOfSequence) {
    this.template = Dialect.rewrite(source);
    this.beginOfSequence = beginOfSequence;
    this.endOfSequence = endOfSequence;
    this.readsParts =
        source.contains("is string")
            || source.contains("is iterable")
            || source.contains("is sequence")
            || source.contains("is not string");
  }

  /**
   * Takes a template after checking that it renders as jinja2 would render it.
   *
   * @param source the template as the model file holds it
   * @param beginOfSequence name of the token that begins a sequence, for {@code bos_token}
   * @param endOfSequence name of the token that ends a sequence, for {@code eos_token}
   * @throws TemplateException if it is beyond the renderer
   */
  public static ChatTemplate of(String source, String beginOfSequence, String endOfSequence) {
    TemplateLimits.check(source);
    var template = new ChatTemplate(source, beginOfSequence, endOfSequence);
    template.probe();
    return template;
  }

  private void probe() {
    String word = "signalbox";
    Map<String, @Nullable Object> message = Map.of("role", "user", "content", word);
    String text = render(new ChatPrompt(List.of(message), null, true, Map.of()));
    if (!text.contains(word)) {
      throw new TemplateException(
          "the model's chat template leaves the user's message out of the prompt");
    }
  }

  /**
   * Renders a conversation.
   *
   * @throws TemplateException if the template refuses it; the message is the template's own
   */
  public String render(ChatPrompt prompt) {
    var variables = new LinkedHashMap<String, @Nullable Object>(prompt.templateArguments());
    variables.put("messages", prompt.messages().stream().map(this::message).toList());
    variables.put("tools", prompt.tools());
    variables.put("documents", null);
    variables.put("add_generation_prompt", prompt.addGenerationPrompt());
    variables.put("bos_token", beginOfSequence);
    variables.put("eos_token", endOfSequence);
    RenderResult result = jinjava.renderForResult(template, variables);
    if (!result.getErrors().isEmpty()) {
      throw new TemplateException(reason(result.getErrors().getFirst()));
    }
    return result.getOutput();
  }

  private static String reason(TemplateError error) {
    for (Throwable cause = error.getException(); cause != null; cause = cause.getCause()) {
      if (cause instanceof TemplateException own) {
        return String.valueOf(own.getMessage());
      }
    }
    return "the model's chat template cannot render the conversation: "
        + String.valueOf(error.getMessage()).replace('\n', ' ');
  }

  /** Templates that know texts only get the text parts of a content list as one text. */
  @SuppressWarnings("NullAway") // the copy keeps the nullable values of its source
  private Map<String, @Nullable Object> message(Map<String, @Nullable Object> message) {
    if (readsParts || !(message.get("content") instanceof List<?> parts)) {
      return message;
    }
    var text = new StringBuilder();
    for (Object part : parts) {
      if (!(part instanceof Map<?, ?> map && map.get("text") instanceof String words)) {
        throw new TemplateException(
            "messages.content holds a part that is no text (expected: text parts alone)");
      }
      text.append(text.isEmpty() ? "" : "\n").append(words);
    }
    var flat = new LinkedHashMap<>(message);
    flat.put("content", text.toString());
    return flat;
  }

  private static Jinjava jinjava() {
    var resolver = new CompositeELResolver();
    resolver.add(new PythonMethods());
    resolver.add(JinjavaInterpreterResolver.DEFAULT_RESOLVER_READ_ONLY);
    var config =
        JinjavaConfig.newBuilder()
            .withTrimBlocks(true)
            .withLstripBlocks(true)
            // Otherwise template code in the user's words would be executed.
            .withNestedInterpretationEnabled(false)
            .withMaxOutputSize(MAX_OUTPUT)
            .withElResolver(resolver)
            .withLegacyOverrides(
                LegacyOverrides.newBuilder()
                    .withEvaluateMapKeys(true)
                    .withIterateOverMapKeys(true)
                    .withUsePyishObjectMapper(true)
                    .withUseNaturalOperatorPrecedence(true)
                    .withParseWhitespaceControlStrictly(true)
                    .withAllowAdjacentTextNodes(true)
                    .withUseTrimmingForNotesAndExpressions(true)
                    .withKeepNullableLoopValues(true)
                    .withWhitespaceRequiredWithinTokens(false)
                    .build())
            .build();
    var jinjava = new Jinjava(config);
    jinjava.getGlobalContext().registerFilter(new PythonJson());
    jinjava.getGlobalContext().registerFilter(new Trim());
    jinjava.getGlobalContext().registerExpTest(new HoldsItems("iterable"));
    jinjava.getGlobalContext().registerExpTest(new HoldsItems("sequence"));
    jinjava
        .getGlobalContext()
        .registerFunction(
            new ELFunctionDefinition(
                "", "raise_exception", ChatTemplate.class, "raise", String.class));
    return jinjava;
  }

  /** The template's {@code raise_exception(message)}: ends the rendering. */
  @SuppressWarnings("DoNotCallSuggester") // jinjava calls it by reflection
  public static String raise(String message) {
    throw new TemplateException("the model's chat template refuses the conversation: " + message);
  }

  /** Python's white space, where jinjava's own filter takes every control character. */
  private static final class Trim implements Filter {
    @Override
    public String getName() {
      return "trim";
    }

    @Override
    public Object filter(@Nullable Object value, JinjavaInterpreter interpreter, String... args) {
      return value == null ? "" : PythonStrings.strip(value.toString(), null, true, true);
    }
  }
}
