package dev.signalbox.router.core.language;

import java.util.List;

/**
 * Words that hardly any text of a language does without, and those that short requests begin with
 * ("Write", "Give me"), looked up by their hash: nothing is built while a text is read. A word may
 * belong to several languages, and stands in the list of each in which it is common: Polish has
 * "do", "i" and "to" as English has, so that only further words tell them apart.
 */
final class FunctionWords {
  private static final long PRIME = 0x100000001B3L;
  private static final int SLOTS = 2048;

  /** Hash of no character. */
  static final long EMPTY = 0xCBF29CE484222325L;

  private static final List<String> LANGUAGES =
      List.of("en", "de", "fr", "es", "pt", "it", "nl", "pl", "sv", "tr");
  private static final List<String> WORDS =
      List.of(
          "the and of to is in that for it with what how are you this a be which does by i do "
              + "my me can could would should will not no on at from or but if so as an was were have "
              + "has had did am we he she they them his her their our your there here when where why "
              + "who about into than then all any some more most please tell give make write explain "
              + "describe show help need want get find feel think know like good best today translate "
              + "summarize let between",
          "der die das und ist nicht ein eine mit wie für was den zu auf von im dem es ich sich "
              + "in an am so aus bei nach aber oder wenn warum wo wer wann mir mich dir du er sie wir "
              + "ihr mein meine man einen einem einer des bin bist sind war hat habe haben kann "
              + "kannst soll muss will heute bitte schreibe schreib erzähl erkläre gib mach mache "
              + "finde über auch nur noch als um kein keine helfen all also",
          "le la les et est des une un que pour dans qui pas sur vous du au ce quelle comment "
              + "de en je tu il elle nous me moi mon ma mes ton son sa ses suis es sont était être ai "
              + "as a à l d c j n y peux peut pourquoi où quand quel quoi ne plus avec sans par ou "
              + "mais si aux cette on bien très faire fais écris donne raconte explique aujourd",
          "el la los las y es de que en un una por para con cómo qué del se cuál al yo me te mi "
              + "tu su le lo les nos no si como a ha he hay soy son fue era ser está estoy quién "
              + "quien dónde donde cuándo cuando muy más pero sin sobre entre este esta puedo puedes "
              + "puede quiero dame dime cuéntame escribe explica haz hoy hacer",
          "o a os as e é de que em um uma para com não do da qual como no ao na nos nas dos das "
              + "à eu tu você ele ela me te se meu minha seu sua por mais mas muito ou sem sobre "
              + "entre este esta isso está estou são foi era ser ter tem posso pode quero quem onde "
              + "quando porque fica hoje diga conte escreva explique faça fazer",
          "il lo la gli e è di che un una per con non come sono del della qual quale si i le l "
              + "d c dei delle al alla nel nella in da su a o ma io tu mi ti ci mio mia sei era ha ho "
              + "hai puoi può posso voglio chi dove quando perché cosa più molto questo questa oggi "
              + "dammi dimmi raccontami scrivi spiega fammi fare no se",
          "de het een en is van dat niet wat hoe voor met zijn op ik je te welke in of aan er "
              + "die dit deze maar als om bij naar uit over door ook nog dan hij zij we me mij mijn "
              + "ben bent was waren heb heeft kan kun kunt moet wil waar wie wanneer waarom geef "
              + "vertel schrijf maak vandaag geen zo so",
          "i w na nie jest się co jak to z do czy są po dla o ile która mi mnie ja ty on ona my "
              + "go jej ich jestem był była być mam masz ma może możesz mogę chcę gdzie kiedy kto kim "
              + "dlaczego który jaki jaka jakie ten ta te tym tego za od przez pod bez ze we a ale "
              + "lub bardzo dziś dzisiaj napisz opowiedz wyjaśnij podaj pomóc by no",
          "och det att är en som på för inte hur vad med av den jag ett vilken i till från om "
              + "men eller du han hon vi ni mig dig min mitt din sin de var varför vem när här där "
              + "kan ska vill har ha så nu idag mycket mer skriv berätta förklara ge hjälp hjälpa gör "
              + "göra all",
          "ve bir bu için ne nasıl mi da de ile çok olan hangi değil var mı mu ben bana beni "
              + "sen sana o biz siz her daha en gibi kadar sonra ama veya ya ki neden kim kimdi "
              + "nerede neresi bugün hakkında yaz anlat ver misin edebilir son yok");
  private static final long[] KEYS = new long[SLOTS];
  private static final int[] BITS = new int[SLOTS];

  static {
    for (int language = 0; language < WORDS.size(); language++) {
      for (String word : WORDS.get(language).split(" ", -1)) {
        long hash = EMPTY;
        for (int i = 0; i < word.length(); i++) {
          hash = with(hash, word.charAt(i));
        }
        int slot = slot(hash);
        while (KEYS[slot] != 0 && KEYS[slot] != hash) {
          slot = (slot + 1) % SLOTS;
        }
        KEYS[slot] = hash;
        BITS[slot] |= 1 << language;
      }
    }
  }

  private FunctionWords() {}

  /** The hash of a word and one more character, which is in lower case (FNV-1a over UTF-16). */
  static long with(long hash, char c) {
    return (hash ^ c) * PRIME;
  }

  /** A bit for each language that has a word of that hash. */
  static int languagesOf(long hash) {
    int slot = slot(hash);
    while (KEYS[slot] != 0) {
      if (KEYS[slot] == hash) {
        return BITS[slot];
      }
      slot = (slot + 1) % SLOTS;
    }
    return 0;
  }

  private static int slot(long hash) {
    return (int) ((hash ^ (hash >>> 32)) & (SLOTS - 1));
  }

  /** Number of languages. */
  static int count() {
    return LANGUAGES.size();
  }

  /** ISO 639-1 of the language with that bit. */
  static String language(int bit) {
    return LANGUAGES.get(bit);
  }
}
