package dev.signalbox.router.core.binding;

import dev.signalbox.config.ConfigFile;
import dev.signalbox.config.ConfigProblem;
import dev.signalbox.router.api.Capability;
import dev.signalbox.router.api.Effort;
import dev.signalbox.router.api.ThinkingForm;
import dev.signalbox.router.core.catalog.Endpoint;
import dev.signalbox.router.core.catalog.Expert;
import dev.signalbox.router.core.catalog.Price;
import dev.signalbox.router.core.catalog.Thinks;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads {@code experts/*.yaml}, which fit their schema already. */
final class ExpertFiles {

  private ExpertFiles() {}

  /** The experts in the files' order. */
  static List<Expert> read(List<ConfigFile> files, List<ConfigProblem> problems) {
    List<Expert> experts = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (ConfigFile file : files) {
      Expert expert = expert(file, problems);
      experts.add(expert);
      ids.add(expert.id());
    }
    siblings(files, ids, problems);
    return experts;
  }

  private static Expert expert(ConfigFile file, List<ConfigProblem> problems) {
    JsonNode root = file.root();
    JsonNode price = root.path("price_per_million_tokens");
    return new Expert(
        root.path("id").asString(),
        Set.copyOf(texts(root.path("tiers"))),
        capabilities(root.path("capabilities")),
        root.path("context_length").asInt(0),
        root.path("active_parameters").asLong(0),
        new Price(price.path("prompt").asDouble(0), price.path("completion").asDouble(0)),
        thinks(root.path("thinking")),
        endpoints(file, problems));
  }

  private static @Nullable Thinks thinks(JsonNode thinking) {
    if (!thinking.isObject()) {
      return null;
    }
    String flag = textOrNull(thinking.path("flag"));
    Map<Effort, String> efforts = new EnumMap<>(Effort.class);
    thinking
        .path("reasoning_effort")
        .properties()
        .forEach(entry -> efforts.put(effort(entry.getKey()), entry.getValue().asString()));
    boolean told = flag != null || !efforts.isEmpty();
    String budget = textOrNull(thinking.path("budget"));
    return new Thinks(
        told ? new ThinkingForm(flag, efforts, budget) : null,
        textOrNull(thinking.path("sibling")));
  }

  static Effort effort(String name) {
    for (Effort effort : Effort.values()) {
      if (effort.wireName().equals(name)) {
        return effort;
      }
    }
    throw new IllegalArgumentException("effort: " + name + " (expected: off, low or high)");
  }

  private static void siblings(
      List<ConfigFile> files, Set<String> ids, List<ConfigProblem> problems) {
    for (ConfigFile file : files) {
      String sibling = textOrNull(file.root().path("thinking").path("sibling"));
      if (sibling != null
          && (!ids.contains(sibling) || sibling.equals(file.root().path("id").asString()))) {
        problems.add(file.problem("/thinking/sibling", "the id of another file's expert"));
      }
    }
  }

  private static List<Endpoint> endpoints(ConfigFile file, List<ConfigProblem> problems) {
    List<Endpoint> endpoints = new ArrayList<>();
    JsonNode replicas = file.root().path("replicas");
    for (int i = 0; i < replicas.size(); i++) {
      JsonNode replica = replicas.get(i);
      try {
        endpoints.add(
            new Endpoint(
                Endpoint.baseUrl(replica.path("url").asString()),
                textOrNull(replica.path("model")),
                credential(replica.path("credential")),
                replica.path("http2").asBoolean(false)));
      } catch (IllegalArgumentException e) {
        problems.add(
            file.problem(
                "/replicas/" + i + "/url",
                "http(s)://host:port/v1 without user and query, port 1 to 65535"));
      }
    }
    return endpoints;
  }

  private static @Nullable String credential(JsonNode credential) {
    String env = textOrNull(credential.path("env"));
    String path = textOrNull(credential.path("file"));
    return env != null ? "env:" + env : path != null ? "file:" + path : null;
  }

  private static @Nullable Set<Capability> capabilities(JsonNode names) {
    if (names.isMissingNode()) {
      return null;
    }
    Set<String> wanted = new LinkedHashSet<>(texts(names));
    Set<Capability> capabilities = EnumSet.noneOf(Capability.class);
    for (Capability capability : Capability.values()) {
      if (wanted.contains(capability.wireName())) {
        capabilities.add(capability);
      }
    }
    return capabilities;
  }

  static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(item -> texts.add(item.asString()));
    return texts;
  }

  private static @Nullable String textOrNull(JsonNode node) {
    return node.isString() ? node.asString() : null;
  }
}
