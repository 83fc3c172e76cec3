package dev.signalbox.gateway.dispatch;

import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a server says of a prompt's tokens. Ids are counted and not kept: a prompt has many.
 *
 * @param count {@code count}, or -1 if it does not say
 * @param ids number of ids in {@code tokens}
 * @param prompt {@code prompt}, the text of a conversation, or null
 */
record TokenizerAnswer(long count, long ids, @Nullable String prompt) {
  private static final int LONGEST = 64 << 20;
  private static final JsonFactory JSON = new JsonFactory();

  /** Reads an answer. Errors with {@link UpstreamException}. */
  static Mono<TokenizerAnswer> read(Flux<ByteBuf> body) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    return body.doOnNext(piece -> add(piece, all))
        .then(Mono.fromCallable(() -> read(all.toByteArray())));
  }

  private static void add(ByteBuf piece, ByteArrayOutputStream all) {
    if (all.size() + piece.readableBytes() > LONGEST) {
      throw UpstreamException.misconfigured("the count is longer than " + LONGEST + " bytes");
    }
    byte[] bytes = new byte[piece.readableBytes()];
    piece.getBytes(piece.readerIndex(), bytes);
    all.writeBytes(bytes);
  }

  static TokenizerAnswer read(byte[] json) {
    long count = -1;
    long ids = 0;
    String prompt = null;
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw UpstreamException.misconfigured("the count is no object");
      }
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        if (name.equals("count") && value == JsonToken.VALUE_NUMBER_INT) {
          count = parser.getLongValue();
        } else if (name.equals("prompt") && value == JsonToken.VALUE_STRING) {
          prompt = parser.getString();
        } else if (name.equals("tokens") && value == JsonToken.START_ARRAY) {
          ids = elements(parser);
        } else {
          parser.skipChildren();
        }
      }
    } catch (JacksonException e) {
      throw UpstreamException.misconfigured("the count is no JSON");
    }
    return new TokenizerAnswer(count, ids, prompt);
  }

  private static long elements(JsonParser parser) {
    long elements = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      parser.skipChildren();
      elements++;
    }
    return elements;
  }

  /** Number of tokens. Errors if there are none, as no prompt is empty. */
  long tokens() {
    if (ids == 0) {
      throw UpstreamException.misconfigured("no tokens were told");
    }
    return ids;
  }

  /** The conversation's text as a request for its tokens, in llama-server's words. */
  byte[] asTextToTokenize() {
    if (prompt == null) {
      throw UpstreamException.misconfigured("no text was told");
    }
    return JsonMapper.shared()
        .writeValueAsBytes(
            JsonMapper.shared()
                .createObjectNode()
                .put("content", prompt)
                .put("add_special", true)
                .put("parse_special", true));
  }
}
