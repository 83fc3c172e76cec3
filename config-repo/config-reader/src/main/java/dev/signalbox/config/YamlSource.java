package dev.signalbox.config;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * Reads one YAML 1.2 document into a {@link ConfigFile}. Nothing in the text is executed,
 * interpolated or included; anchors that would repeat a collection are refused, so that a small
 * file cannot become a large one.
 */
final class YamlSource {
  private static final int MAX_DEPTH = 32;
  private static final LoadSettings SETTINGS =
      LoadSettings.builder().setSchema(new CoreSchema()).setUseMarks(true).build();

  private YamlSource() {}

  /**
   * Reads a file.
   *
   * @throws ConfigRejectedException if it is no YAML mapping; the problem says where
   */
  static ConfigFile read(String kind, String name, String path, byte[] bytes) {
    String text = decode(path, bytes);
    try {
      refuseDeepNesting(path, text);
      Optional<Node> document = new Compose(SETTINGS).composeString(text);
      if (document.isEmpty()) {
        throw rejected(ConfigProblem.ofFile(path, "empty", "a mapping of fields"));
      }
      if (!(document.get() instanceof MappingNode mapping)) {
        throw rejected(ConfigProblem.ofFile(path, "no mapping at the top", "a mapping of fields"));
      }
      return YamlNodes.convert(kind, name, path, mapping);
    } catch (MarkedYamlEngineException e) {
      throw rejected(syntaxProblem(path, e));
    } catch (YamlEngineException e) {
      throw rejected(ConfigProblem.ofFile(path, firstLine(e), "YAML 1.2"));
    }
  }

  private static String decode(String path, byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw rejected(ConfigProblem.ofFile(path, "bytes that are no UTF-8", "text in UTF-8"));
    }
  }

  /** The event parser keeps its own stack, so that it can look before the composer recurses. */
  private static void refuseDeepNesting(String path, String text) {
    int depth = 0;
    for (Event event : new Parse(SETTINGS).parseString(text)) {
      switch (event.getEventId()) {
        case MappingStart, SequenceStart -> depth++;
        case MappingEnd, SequenceEnd -> depth--;
        default -> {}
      }
      if (depth > MAX_DEPTH) {
        Positions.Place place = YamlNodes.place(event.getStartMark());
        throw rejected(
            new ConfigProblem(
                path,
                place.line(),
                place.column(),
                "",
                "nested deeper than " + MAX_DEPTH,
                "at most " + MAX_DEPTH + " levels"));
      }
    }
  }

  private static ConfigProblem syntaxProblem(String path, MarkedYamlEngineException e) {
    Optional<Mark> mark = e.getProblemMark();
    Positions.Place place = YamlNodes.place(mark.isPresent() ? mark : e.getContextMark());
    String problem = e.getProblem() == null ? firstLine(e) : e.getProblem();
    return new ConfigProblem(
        path, place.line(), place.column(), "", problem.strip().replace('\n', ' '), "YAML 1.2");
  }

  private static String firstLine(YamlEngineException e) {
    String message = String.valueOf(e.getMessage());
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }

  private static ConfigRejectedException rejected(ConfigProblem problem) {
    return new ConfigRejectedException(List.of(problem));
  }
}
