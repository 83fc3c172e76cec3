package dev.signalbox.store.toy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The tokenizer that all toy models share: SentencePiece with byte fallback, so that any text can
 * be read. Every beginning of a word is a token too, because the tokenizer reaches a word by
 * joining pieces, the longest first.
 */
final class ToyVocabulary {
  static final int UNKNOWN = 0;
  static final int BEGIN = 1;
  static final int END = 2;
  static final int TURN = 3;

  private static final String TEMPLATE =
      """
      {%- if messages[0]['role'] != 'system' -%}
      {{- '<|im_start|>system\\nYou tell short tales.<|im_end|>\\n' -}}
      {%- endif -%}
      {%- for message in messages -%}
      {{- '<|im_start|>' + message['role'] + '\\n' + message['content'] + '<|im_end|>' + '\\n' -}}
      {%- endfor -%}
      {%- if add_generation_prompt -%}
      {{- '<|im_start|>assistant\\n' -}}
      {%- endif -%}
      """;

  private static final int NORMAL = 1;
  private static final int UNKNOWN_TYPE = 2;
  private static final int CONTROL = 3;
  private static final int BYTE = 6;

  /** One token: its text, GGUF type and class. */
  record Token(String text, int type, WordClass wordClass) {}

  private final List<Token> tokens = new ArrayList<>();

  ToyVocabulary() {
    tokens.add(new Token("<unk>", UNKNOWN_TYPE, WordClass.PIECE));
    tokens.add(new Token("<s>", CONTROL, WordClass.MARK));
    tokens.add(new Token("<|im_end|>", CONTROL, WordClass.END));
    tokens.add(new Token("<|im_start|>", CONTROL, WordClass.MARK));
    for (int b = 0; b < 256; b++) {
      WordClass wordClass = b == '\n' ? WordClass.BREAK : WordClass.PIECE;
      tokens.add(new Token("<0x%02X>".formatted(b), BYTE, wordClass));
    }
    pieces().forEach((text, wordClass) -> tokens.add(new Token(text, NORMAL, wordClass)));
  }

  List<Token> tokens() {
    return tokens;
  }

  int size() {
    return tokens.size();
  }

  void describe(GgufFile file) {
    file.put("tokenizer.ggml.model", "llama")
        .put("tokenizer.ggml.pre", "default")
        .put("tokenizer.ggml.bos_token_id", BEGIN)
        .put("tokenizer.ggml.eos_token_id", END)
        .put("tokenizer.ggml.unknown_token_id", UNKNOWN)
        .put("tokenizer.ggml.add_bos_token", true)
        .put("tokenizer.ggml.add_space_prefix", false)
        .put("tokenizer.chat_template", TEMPLATE.strip())
        .putStrings("tokenizer.ggml.tokens", tokens.stream().map(Token::text).toList())
        .putFloats("tokenizer.ggml.scores", tokens.stream().map(ToyVocabulary::score).toList())
        .putInts("tokenizer.ggml.token_type", tokens.stream().map(Token::type).toList());
  }

  /** Longer pieces win; only what is text has a score. */
  private static float score(Token token) {
    return token.type == NORMAL ? token.text.length() : 0;
  }

  private static Map<String, WordClass> pieces() {
    Map<String, WordClass> pieces = new LinkedHashMap<>();
    for (WordClass wordClass : WordClass.values()) {
      for (String word : wordClass.words) {
        if (pieces.put(word, wordClass) != null) {
          throw new IllegalStateException("word %s is in two classes".formatted(word));
        }
      }
    }
    List<String> whole = new ArrayList<>(pieces.keySet());
    whole.addAll(List.of("system", "user", "assistant"));
    IntStream.rangeClosed(' ' + 1, '~').mapToObj(Character::toString).forEach(whole::add);
    for (String word : whole) {
      for (int end = 1; end <= word.length(); end++) {
        pieces.putIfAbsent(word.substring(0, end), WordClass.PIECE);
      }
    }
    return pieces;
  }
}
