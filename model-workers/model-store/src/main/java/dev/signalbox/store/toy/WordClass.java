package dev.signalbox.store.toy;

import java.util.List;

/**
 * What may follow what: the toy models write sentences of the shape "The quiet sailor slowly
 * follows the bright lantern beside a river, and some old painter remembers the silver bell."
 *
 * <p>The words are as the tokenizer has them: {@code ▁} stands for the space before a word.
 */
enum WordClass {
  /** Letters, bytes and pieces of words: read, never written. */
  PIECE(List.of()),
  /** A line's end: what an answer's first word follows. */
  BREAK(List.of()),
  /** The tokens that start a text or a turn of a conversation. */
  MARK(List.of()),
  /** The first word of an answer. */
  FIRST(ToyWords.opening("")),
  /** The first word of a later sentence. */
  OPENING(ToyWords.opening("▁")),
  /** The first word of a clause within a sentence. */
  CLAUSE(ToyWords.CLAUSE),
  SUBJECT_QUALITY(ToyWords.SUBJECT_QUALITY),
  SUBJECT(ToyWords.SUBJECT),
  MANNER(ToyWords.MANNER),
  VERB(ToyWords.VERB),
  ARTICLE(ToyWords.ARTICLE),
  OBJECT_QUALITY(ToyWords.OBJECT_QUALITY),
  OBJECT(ToyWords.OBJECT),
  PLACE(ToyWords.PLACE),
  COMMA(List.of(",")),
  JOIN(ToyWords.JOIN),
  PERIOD(List.of(".")),
  /** The token that ends an answer; see {@link AnswerLength}. */
  END(List.of());

  final List<String> words;

  WordClass(List<String> words) {
    this.words = words;
  }

  /**
   * What {@code next} is given before the hash speaks: a number to be added to the logits of its
   * words, or {@link Double#NEGATIVE_INFINITY} where it must not follow. One word stands against
   * many in its rival class where the number is large.
   */
  double before(WordClass next) {
    return switch (this) {
      case PIECE -> allow(next, ARTICLE, OBJECT, PLACE, VERB);
      case BREAK, MARK -> allow(next, FIRST);
      case FIRST, OPENING, CLAUSE -> allow(next, SUBJECT_QUALITY, SUBJECT);
      case SUBJECT_QUALITY -> allow(next, SUBJECT);
      case SUBJECT -> next == MANNER ? -1.5 : allow(next, VERB);
      case MANNER -> allow(next, VERB);
      case VERB, PLACE -> allow(next, ARTICLE);
      case ARTICLE -> allow(next, OBJECT_QUALITY, OBJECT);
      case OBJECT_QUALITY -> allow(next, OBJECT);
      case OBJECT -> next == PERIOD ? 5 : next == COMMA ? 4 : allow(next, PLACE);
      case COMMA -> allow(next, JOIN);
      case JOIN -> allow(next, CLAUSE);
      case PERIOD, END -> allow(next, OPENING);
    };
  }

  private static double allow(WordClass next, WordClass... allowed) {
    return List.of(allowed).contains(next) ? 0 : Double.NEGATIVE_INFINITY;
  }
}
