package dev.signalbox.router.boot.probe;

import dev.signalbox.router.api.Capability;
import dev.signalbox.router.api.RouterView.ReplicaState;
import dev.signalbox.router.core.fleet.ReplicaStatus;
import dev.signalbox.worker.api.WorkerStatus;
import dev.signalbox.worker.api.WorkerStatus.ModelStatus;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what servers say of themselves: a Signalbox worker's status, anybody's list of models. */
final class ServerDocuments {
  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private ServerDocuments() {}

  /**
   * Reads {@code /worker/status}.
   *
   * @param model the model that is meant; null for the first
   * @return empty if the document is none of a worker
   */
  static Optional<ReplicaStatus> worker(byte[] body, @Nullable String model) {
    try {
      WorkerStatus status = JSON.readValue(body, WorkerStatus.class);
      List<ModelStatus> models = status.models();
      return models.stream()
          .filter(m -> model == null || models.size() == 1 || m.id().equals(model))
          .findFirst()
          .map(ServerDocuments::replica)
          .or(() -> Optional.of(ReplicaStatus.of(ReplicaState.COLD, model)));
    } catch (JacksonException | NullPointerException e) {
      return Optional.empty();
    }
  }

  /**
   * Reads {@code /v1/models}.
   *
   * @param model the model that is meant; null for the first
   * @return empty if the document lists no model
   */
  static Optional<ReplicaStatus> models(byte[] body, @Nullable String model) {
    JsonNode list;
    try {
      list = JSON.readTree(body).path("data");
    } catch (JacksonException e) {
      return Optional.empty();
    }
    JsonNode meant = null;
    for (JsonNode entry : list) {
      if (model == null || entry.path("id").asString("").equals(model)) {
        meant = entry;
        break;
      }
    }
    if (meant == null) {
      return model == null || list.isMissingNode()
          ? Optional.empty()
          : Optional.of(ReplicaStatus.of(ReplicaState.READY, model));
    }
    // vLLM and SGLang say the one, llama-server the other.
    int contextLength =
        Math.max(0, meant.path("max_model_len").asInt(meant.at("/meta/n_ctx").asInt(0)));
    long parameters = Math.max(0, meant.at("/meta/n_params").asLong(0));
    String name = meant.path("id").asString("");
    return name.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new ReplicaStatus(
                ReplicaState.READY, name, 0, 0, 0, null, contextLength, parameters, null));
  }

  private static ReplicaStatus replica(ModelStatus model) {
    return new ReplicaStatus(
        state(model.state()),
        model.id(),
        model.running(),
        model.waiting(),
        model.slots(),
        capabilities(model.capabilities()),
        model.contextLength(),
        model.parameters(),
        model.modelVersion());
  }

  private static ReplicaState state(WorkerStatus.State state) {
    return switch (state) {
      case COLD -> ReplicaState.COLD;
      case LOADING -> ReplicaState.LOADING;
      case READY -> ReplicaState.READY;
      case DRAINING -> ReplicaState.DRAINING;
      case FAILED -> ReplicaState.UNREACHABLE;
    };
  }

  /** A worker that is still loading cannot say yet what it will be able to do. */
  private static @Nullable Set<Capability> capabilities(@Nullable List<String> names) {
    if (names == null || names.isEmpty()) {
      return null;
    }
    Set<Capability> capabilities = EnumSet.noneOf(Capability.class);
    for (Capability capability : Capability.values()) {
      if (names.contains(capability.wireName())) {
        capabilities.add(capability);
      }
    }
    return capabilities;
  }
}
