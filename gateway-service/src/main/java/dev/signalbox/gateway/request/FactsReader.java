package dev.signalbox.gateway.request;

import dev.signalbox.gateway.refusal.Refusal.BadRequest;
import dev.signalbox.gateway.refusal.RefusedException;
import dev.signalbox.gateway.request.RequestFacts.Places;
import dev.signalbox.router.api.Capability;
import dev.signalbox.router.api.RoutingPrompt;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Walks once over the tokens of one body. For one use. */
final class FactsReader {
  /** Bytes of text that make a token, on average over prose and code. */
  private static final int BYTES_PER_TOKEN = 4;

  private final Endpoint endpoint;
  private final JsonParser json;
  private final BodyCursor at;
  private final EnumSet<Capability> needs;
  private final MessagesReader messages;
  private final SignalboxReader signalbox = new SignalboxReader();
  private final ThinkingReader thinking;

  private @Nullable String model;
  private boolean stream;
  private boolean includeUsage;
  private int choices = 1;
  private int maxTokens;
  private int tools;
  private long toolBytes;
  private boolean promptSeen;
  private Span modelSpan = Span.NONE;
  private Span signalboxSpan = Span.NONE;
  private Span optionsSpan = Span.NONE;
  private Span includeUsageSpan = Span.NONE;
  private Span logprobsSpan = Span.NONE;
  private Span promptSpan = Span.NONE;
  private Span seedSpan = Span.NONE;
  private boolean seeded;
  private boolean tokenIds;
  private int objectEnd;

  FactsReader(Endpoint endpoint, byte[] bytes, JsonParser json) {
    this.endpoint = endpoint;
    this.json = json;
    this.at = new BodyCursor(bytes, json);
    this.needs = EnumSet.of(endpoint.capability());
    this.thinking = new ThinkingReader(at);
    this.messages = new MessagesReader(at, json, needs);
  }

  RequestFacts read() {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw new RefusedException(BadRequest.body("body: no object (expected: a JSON object)"));
    }
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      member(json.currentName());
    }
    objectEnd = at.start();
    if (json.nextToken() != null) {
      throw new RefusedException(
          BadRequest.body("body: more after the JSON object (expected: one object)"));
    }
    return facts();
  }

  private void member(String name) {
    int nameStart = at.start();
    JsonToken value = json.nextToken();
    switch (name) {
      case "model" -> model(value);
      case "stream" -> stream = at.bool("stream", value);
      case "stream_options" -> streamOptions(value);
      case "n" -> choices = Math.max(1, at.integer("n", value));
      case "max_tokens", "max_completion_tokens", "max_output_tokens" ->
          maxTokens = Math.max(maxTokens, at.integer(name, value));
      case "messages", "prompt", "input" -> prompt(name, value);
      case "tools", "functions" -> tools(value);
      case "response_format" -> responseFormat(value);
      case "logprobs" -> {
        int from = at.start();
        json.skipChildren();
        logprobsSpan = new Span(from, at.end());
        if (value == JsonToken.VALUE_TRUE || value == JsonToken.VALUE_NUMBER_INT) {
          needs.add(Capability.LOGPROBS);
        }
      }
      case "seed" -> {
        seeded = value != JsonToken.VALUE_NULL;
        int from = at.start();
        json.skipChildren();
        seedSpan = new Span(from, at.end());
      }
      case "return_token_ids" -> {
        tokenIds = true;
        json.skipChildren();
      }
      case "signalbox" -> {
        signalbox.read(json, value);
        signalboxSpan = at.withComma(nameStart, at.end());
      }
      default -> {
        if (!thinking.read(name, json, value)) {
          json.skipChildren();
        }
      }
    }
  }

  private void model(JsonToken value) {
    if (value != JsonToken.VALUE_STRING) {
      throw at.wrong("model", "a string: auto, a tier or an expert's id");
    }
    int from = at.start();
    model = json.getString();
    modelSpan = new Span(from, at.end());
  }

  /**
   * What is no prompt is refused where one is needed; elsewhere it is a field that we do not know.
   */
  private void prompt(String name, JsonToken value) {
    int from = at.start();
    boolean read =
        name.equals("messages") ? messages.readMessages(value) : messages.readPrompt(value);
    if (read) {
      promptSeen = true;
      promptSpan = new Span(from, at.end());
    } else if (value != JsonToken.VALUE_NULL && name.equals(endpoint.promptField())) {
      throw at.wrong(name, name.equals("messages") ? "an array" : "a string or an array");
    } else {
      json.skipChildren();
    }
  }

  private void streamOptions(JsonToken value) {
    int from = at.start();
    if (value == JsonToken.START_OBJECT) {
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        boolean usage = json.currentName().equals("include_usage");
        JsonToken option = json.nextToken();
        if (usage) {
          int optionFrom = at.start();
          includeUsage = at.bool("stream_options.include_usage", option);
          includeUsageSpan = new Span(optionFrom, at.end());
        }
        json.skipChildren();
      }
    } else if (value != JsonToken.VALUE_NULL) {
      throw at.wrong("stream_options", "an object");
    }
    optionsSpan = new Span(from, at.end());
  }

  private void tools(JsonToken value) {
    int from = at.start();
    if (value == JsonToken.START_ARRAY) {
      while (json.nextToken() != JsonToken.END_ARRAY) {
        tools++;
        json.skipChildren();
      }
      if (tools > 0) {
        needs.add(Capability.TOOLS);
      }
      toolBytes += at.end() - from;
    } else if (value != JsonToken.VALUE_NULL) {
      throw at.wrong("tools", "an array");
    }
  }

  private void responseFormat(JsonToken value) {
    if (value != JsonToken.START_OBJECT) {
      return;
    }
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      boolean type = json.currentName().equals("type");
      if (json.nextToken() == JsonToken.VALUE_STRING && type && !json.getString().equals("text")) {
        needs.add(Capability.JSON_SCHEMA);
      }
      json.skipChildren();
    }
  }

  private RequestFacts facts() {
    if (model == null) {
      throw missing("model", "auto, a tier or an expert's id");
    }
    if (!promptSeen) {
      throw missing(endpoint.promptField(), "what the model shall read");
    }
    RoutingPrompt prompt = messages.prompt();
    long tokens = (messages.textBytes() + toolBytes) / BYTES_PER_TOKEN + 4L * prompt.turns();
    return new RequestFacts(
        model,
        stream && endpoint != Endpoint.EMBEDDINGS,
        includeUsage,
        signalbox.explain(),
        answers(),
        maxTokens,
        prompt,
        (int) Math.min(Integer.MAX_VALUE, Math.max(tokens, messages.tokenIds())),
        needs,
        messages.attachments(),
        tools,
        thinking.said(),
        seeded,
        resumable(),
        signalbox.preferences(),
        new Places(
            modelSpan,
            signalboxSpan,
            optionsSpan,
            includeUsageSpan,
            logprobsSpan,
            promptSpan,
            seedSpan,
            thinking.words(),
            objectEnd));
  }

  /** Choices that are to come: each of several prompts has its own. */
  private int answers() {
    return endpoint == Endpoint.COMPLETIONS
        ? (int) Math.min(Integer.MAX_VALUE, (long) choices * messages.prompts())
        : choices;
  }

  /** Who asked for ids gets what the upstream writes, and is left alone. */
  private boolean resumable() {
    return stream
        && answers() == 1
        && !tokenIds
        && (needs.equals(EnumSet.of(Capability.CHAT))
            || needs.equals(EnumSet.of(Capability.COMPLETIONS)))
        && messages.attachments() == 0;
  }

  private static RefusedException missing(String field, String expected) {
    return new RefusedException(
        BadRequest.field(field, field + ": missing (expected: " + expected + ")"));
  }
}
