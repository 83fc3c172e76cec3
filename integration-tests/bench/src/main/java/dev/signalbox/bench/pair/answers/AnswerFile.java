package dev.signalbox.bench.pair.answers;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Answers by question and settings, a line each, on the disk as soon as they are known. A last line
 * that was cut, as by a run that was killed, is taken away; answers under other settings stay and
 * do not count. Safe for use by many threads of one process.
 */
public final class AnswerFile implements AutoCloseable {
  private static final String BEGINNING = "{\"kind\":\"";
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Map<String, JsonNode> lines = new HashMap<>();
  private final BufferedWriter out;

  private AnswerFile(Path file) throws IOException {
    read(file);
    out =
        Files.newBufferedWriter(
            file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /**
   * Opens a file, or begins it.
   *
   * @throws IllegalArgumentException if it is something else; nothing of it is changed then
   */
  public static AnswerFile open(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    return new AnswerFile(file);
  }

  private void read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return;
    }
    byte[] bytes = Files.readAllBytes(file);
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] != '\n') {
      end--;
    }
    int number = 0;
    for (String line : new String(bytes, 0, end, StandardCharsets.UTF_8).lines().toList()) {
      number++;
      keep(line, file + " line " + number);
    }
    if (end < bytes.length) {
      String cut = new String(bytes, end, bytes.length - end, StandardCharsets.UTF_8);
      if (!cut.startsWith(BEGINNING) && !BEGINNING.startsWith(cut)) {
        throw new IllegalArgumentException(file + ": expected a record of answers");
      }
      try (var channel = Files.newByteChannel(file, StandardOpenOption.WRITE)) {
        channel.truncate(end);
      }
    }
  }

  private void keep(String line, String place) {
    try {
      JsonNode node = JSON.readTree(line);
      Kind kind = Kind.valueOf(node.path("kind").asString(""));
      lines.put(
          key(kind, node.path("question").asString(""), node.path("settings").asString("")),
          node.path("what"));
    } catch (JacksonException | IllegalArgumentException e) {
      throw new IllegalArgumentException(place + ": expected a line of a record of answers", e);
    }
  }

  /** An expert's answer; null if there is none yet. */
  public @Nullable Given given(String question, String settings) {
    return what(Kind.ANSWER, question, settings, Given.class);
  }

  /** What the router said; null if it was not asked yet. */
  public @Nullable Routed routed(String question, String settings) {
    return what(Kind.ROUTE, question, settings, Routed.class);
  }

  /** A cascade's answer; null if there is none yet. */
  public @Nullable Cascaded cascaded(String question, String settings) {
    return what(Kind.CASCADE, question, settings, Cascaded.class);
  }

  public void add(String question, String settings, Given given) {
    add(Kind.ANSWER, question, settings, given);
  }

  public void add(String question, String settings, Routed routed) {
    add(Kind.ROUTE, question, settings, routed);
  }

  public void add(String question, String settings, Cascaded cascaded) {
    add(Kind.CASCADE, question, settings, cascaded);
  }

  private synchronized <T> @Nullable T what(
      Kind kind, String question, String settings, Class<T> type) {
    JsonNode known = lines.get(key(kind, question, settings));
    return known == null ? null : JSON.treeToValue(known, type);
  }

  private synchronized void add(Kind kind, String question, String settings, Object what) {
    ObjectNode line =
        JSON.createObjectNode()
            .put("kind", kind.name())
            .put("question", question)
            .put("settings", settings);
    JsonNode value = JSON.valueToTree(what);
    line.set("what", value);
    lines.put(key(kind, question, settings), value);
    try {
      out.write(line + "\n");
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String key(Kind kind, String question, String settings) {
    return String.join("\n", List.of(kind.name(), question, settings));
  }

  @Override
  public synchronized void close() throws IOException {
    out.close();
  }

  /** What a line tells of. */
  private enum Kind {
    ANSWER,
    ROUTE,
    CASCADE
  }
}
