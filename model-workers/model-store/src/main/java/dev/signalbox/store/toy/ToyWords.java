package dev.signalbox.store.toy;

import java.util.List;
import java.util.stream.Stream;

/** The words that the toy models write. No word is in two lists. */
final class ToyWords {
  private ToyWords() {}

  static final List<String> CLAUSE = words("each either every neither no some whichever");

  static final List<String> SUBJECT_QUALITY =
      words(
          "ancient brave careful clever curious distant eager famous friendly gentle happy hidden"
              + " honest humble lonely mighty modest patient proud quiet restless silent sleepy"
              + " solemn stubborn tired wandering wise young");

  static final List<String> SUBJECT =
      words(
          "actor baker captain child clerk doctor dreamer driver farmer fisher gardener guard"
              + " guest hunter judge keeper king knight mason merchant miller miner monk painter"
              + " pilot poet porter queen ranger sailor scholar shepherd singer smith soldier"
              + " stranger student tailor teacher thief traveler uncle visitor watchman weaver"
              + " widow wizard writer");

  static final List<String> MANNER =
      words(
          "almost always barely calmly early gladly hardly kindly never often quickly rarely"
              + " secretly seldom slowly softly soon still suddenly twice");

  static final List<String> VERB =
      words(
          "admires answers borrows breaks builds buries carries chooses cleans counts crosses"
              + " describes discovers draws enters examines fears finds follows forgets guards"
              + " hears helps hides holds imagines keeps knows leaves loses loves measures mends"
              + " misses moves notices opens paints passes praises reaches remembers repairs seeks"
              + " sees sells shows steals studies touches trades visits watches");

  static final List<String> ARTICLE =
      words("another her his my one our that the this their your its");

  static final List<String> OBJECT_QUALITY =
      words(
          "bitter blue bright broken cold crooked dark deep empty faded golden green heavy hollow"
              + " iron large little long narrow new old pale plain red rusty shallow silver simple"
              + " small smooth soft square strange tall warm white wooden yellow");

  static final List<String> OBJECT =
      words(
          "anchor apple arrow barrel basket bell blanket boat book bottle bridge candle castle"
              + " chair clock cloud coat coin cup door drum engine feather fence field fire flag"
              + " flute forest garden gate glass hammer harbor hat hill house island jar kettle"
              + " key ladder lamp lantern letter map market meadow mirror mountain needle orchard"
              + " palace path piano picture pillow pond river road roof rope sail shadow shell"
              + " ship song spoon stone storm table tower train tree tunnel valley village violin"
              + " wagon wall well wheel window");

  static final List<String> PLACE =
      words(
          "above across after against along around before behind below beneath beside beyond"
              + " near over past through toward under within without");

  static final List<String> JOIN = words("and because but since so though until when where while");

  /** The words that open a sentence, each with {@code before} before it. */
  static List<String> opening(String before) {
    return Stream.of(
            "A", "Another", "Any", "Every", "Her", "His", "My", "One", "Our", "That", "The", "This",
            "Your")
        .map(before::concat)
        .toList();
  }

  private static List<String> words(String spaced) {
    return Stream.of(spaced.split(" ")).map("▁"::concat).toList();
  }
}
