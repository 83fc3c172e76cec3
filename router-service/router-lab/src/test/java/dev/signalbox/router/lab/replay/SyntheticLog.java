package dev.signalbox.router.lab.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A log in the making. */
final class SyntheticLog {
  private final List<ObjectNode> lines = new ArrayList<>();

  /** Adds an answer of tenant acme to a chat. */
  SyntheticLog line(double difficulty, String expert, double propensity) {
    ObjectNode line =
        JsonMapper.shared()
            .createObjectNode()
            .put("tenant", "acme")
            .put("model", "auto")
            .put("prompt_estimate", 100)
            .put("category", "other")
            .put("category_confidence", 0.9)
            .put("difficulty", difficulty)
            .put("expert", expert)
            .put("propensity", propensity);
    line.putArray("needs").add("chat");
    lines.add(line);
    return this;
  }

  /** Says more of the last one. */
  SyntheticLog with(String field, double value) {
    lines.getLast().put(field, value);
    return this;
  }

  /** Says more of the last one. */
  SyntheticLog with(String field, String value) {
    lines.getLast().put(field, value);
    return this;
  }

  /** Says what score was expected of each tier for the last one. */
  SyntheticLog expecting(double small, double mid, double large) {
    lines.getLast().putObject("expected").put("small", small).put("mid", mid).put("large", large);
    return this;
  }

  /** Takes a field from all. */
  SyntheticLog without(String field) {
    lines.forEach(line -> line.remove(field));
    return this;
  }

  TrafficLog read(Path folder) throws IOException {
    Path file = folder.resolve("log.jsonl");
    Files.write(file, lines.stream().map(ObjectNode::toString).toList());
    return TrafficLog.read(file);
  }
}
