package dev.signalbox.router.lab.replay;

import dev.signalbox.router.api.Mode;
import dev.signalbox.router.lab.data.BadInputException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The decisions of a log that a replay can learn from, in order.
 *
 * @param decisions at least one
 * @param leftOut why lines were left out, in words, with their number
 * @param assumed what some lines do not say, with their number
 * @param passedOver lines of the file that are none of the log
 */
public record TrafficLog(
    List<LoggedDecision> decisions,
    Map<String, Integer> leftOut,
    Map<Assumption, Integer> assumed,
    PassedOver passedOver) {
  /** A draft's confidence chose, and nobody knows with which probability. */
  private static final String CASCADES = "answers of cascades, whose drafts decided";

  /** The propensity is that of the expert that was chosen. */
  private static final String STAND_INS = "answers by another expert than was chosen";

  /** Nobody answered, and no share was spent. */
  private static final String COUNTS = "counts of tokens, which nobody answered";

  private static final String COUNTING = "/v1/messages/count_tokens";

  public TrafficLog {
    decisions = List.copyOf(decisions);
    leftOut = Map.copyOf(leftOut);
    assumed = Map.copyOf(assumed);
  }

  /**
   * Reads a log: the gateway's access log (lines without a difficulty or an expert, such as
   * refusals and requests that nobody answered, are passed over), a tenant's {@code ratings.jsonl},
   * or JSON lines with {@code difficulty}, {@code expert}, {@code propensity}, and where known
   * {@code score}, {@code price} and other fields of the access log. Of JSON lines with a score and
   * the same {@code request_id} of a tenant the last one counts, in the place of the first. Lines
   * before the first of these, such as what {@code up} prints before the gateway's, are passed
   * over, and so is a last line that is cut, as in a copy of a log that is being written.
   *
   * @throws BadInputException naming file, line and field of what cannot be used, or saying that
   *     there is nothing to replay
   */
  public static TrafficLog read(Path file) {
    RatedOnce answers = new RatedOnce();
    Map<String, Integer> leftOut = new TreeMap<>();
    List<Long> before = new ArrayList<>();
    boolean begun = false;
    int cut = 0;
    try (LogText in = LogText.open(file)) {
      String text;
      while ((text = in.next()) != null) {
        if (!begun && LogLine.isForeign(text)) {
          before.add(in.number());
        } else if (begun && !in.ended() && LogLine.isCut(text)) {
          cut = 1;
        } else {
          begun |= !text.isBlank();
          take(LogLine.read(text, place(file, in.number())), in.number(), answers, leftOut);
        }
      }
    } catch (NoSuchFileException e) {
      throw new BadInputException("log " + file + " does not exist");
    } catch (CharacterCodingException e) {
      throw new BadInputException("log " + file + " is no text in UTF-8");
    } catch (IOException e) {
      throw new BadInputException("log " + file + " cannot be read: " + e.getMessage());
    }
    if (!begun && !before.isEmpty()) {
      throw LogLine.foreign(place(file, before.getFirst()));
    }
    if (answers.decisions().isEmpty()) {
      throw new BadInputException("log " + file + " holds no answer: there is nothing to replay");
    }
    return new TrafficLog(
        answers.decisions(), leftOut, answers.assumed(), new PassedOver(before.size(), cut));
  }

  private static String place(Path file, long number) {
    return file + ": line " + number;
  }

  private static void take(
      @Nullable LogLine line, long number, RatedOnce answers, Map<String, Integer> leftOut) {
    String why = line == null ? null : useless(line);
    if (why != null) {
      leftOut.merge(why, 1, Integer::sum);
    } else if (line != null) {
      answers.add(line, number);
    }
  }

  private static @Nullable String useless(LogLine line) {
    if (line.text("endpoint", "").equals(COUNTING)) {
      return COUNTS;
    }
    if (line.text("mode", "").equals(Mode.CASCADE.wireName())) {
      return CASCADES;
    }
    String expert = line.text("expert");
    return line.text("chosen", expert).equals(expert) ? null : STAND_INS;
  }
}
