package dev.signalbox.gateway.translate.responses;

import dev.signalbox.gateway.refusal.RefusedException;
import dev.signalbox.gateway.translate.body.Field;

/** What the API has and this gateway does not: said, rather than left out without a word. */
final class Refused {
  /** Asks for what only OpenAI can read again; a client that gets none sends none. */
  private static final String ENCRYPTED = "reasoning.encrypted_content";

  private Refused() {}

  static void check(Field body) {
    memory(body);
    if (body.at("background").flag()) {
      throw body.at("background").unsupported("answers are not kept (expected: false)");
    }
    if (body.at("truncation").present() && !body.at("truncation").is("disabled")) {
      throw body.at("truncation").unsupported("input is never cut (expected: disabled)");
    }
    Field logprobs = body.at("top_logprobs");
    if (logprobs.present() && logprobs.whole(0) > 0) {
      throw logprobs.unsupported("log-probabilities are given by /v1/chat/completions");
    }
    for (Field wish : body.at("include").elementsOrNone()) {
      if (!wish.text().equals(ENCRYPTED)) {
        throw wish.unsupported("\"" + wish.text() + "\" cannot be included");
      }
    }
  }

  private static void memory(Field body) {
    if (body.at("store").flag()) {
      throw body.at("store").unsupported("answers are not kept (expected: false)");
    }
    String needsMemory = "answers are not kept (expected: the whole conversation in input)";
    refuse(body.at("previous_response_id"), needsMemory);
    refuse(body.at("conversation"), needsMemory);
    refuse(body.at("prompt"), "there are no stored prompts (expected: instructions and input)");
    if (!body.at("context_management").elementsOrNone().isEmpty()) {
      throw body.at("context_management").unsupported("input is never cut");
    }
    refuse(body.at("moderation"), "there is no moderation here");
  }

  private static void refuse(Field field, String why) throws RefusedException {
    if (field.present()) {
      throw field.unsupported(why);
    }
  }
}
