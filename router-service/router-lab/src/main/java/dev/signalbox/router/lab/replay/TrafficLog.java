package dev.signalbox.router.lab.replay;

import dev.signalbox.router.api.Mode;
import dev.signalbox.router.lab.data.BadInputException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
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
 */
public record TrafficLog(
    List<LoggedDecision> decisions,
    Map<String, Integer> leftOut,
    Map<Assumption, Integer> assumed) {
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
   * the same {@code request_id} of a tenant the last one counts, in the place of the first.
   *
   * @throws BadInputException naming file, line and field of what cannot be used, or saying that
   *     there is nothing to replay
   */
  public static TrafficLog read(Path file) {
    RatedOnce answers = new RatedOnce();
    Map<String, Integer> leftOut = new TreeMap<>();
    try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      long number = 0;
      String text;
      while ((text = in.readLine()) != null) {
        number++;
        LogLine line = LogLine.read(text, file + ": line " + number);
        String why = line == null ? null : useless(line);
        if (why != null) {
          leftOut.merge(why, 1, Integer::sum);
        } else if (line != null) {
          answers.add(line, number);
        }
      }
    } catch (NoSuchFileException e) {
      throw new BadInputException("log " + file + " does not exist");
    } catch (CharacterCodingException e) {
      throw new BadInputException("log " + file + " is no text in UTF-8");
    } catch (IOException e) {
      throw new BadInputException("log " + file + " cannot be read: " + e.getMessage());
    }
    if (answers.decisions().isEmpty()) {
      throw new BadInputException("log " + file + " holds no answer: there is nothing to replay");
    }
    return new TrafficLog(answers.decisions(), leftOut, answers.assumed());
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
