package dev.signalbox.gateway;

import dev.signalbox.gateway.trace.Asker;
import dev.signalbox.router.api.Capability;
import dev.signalbox.router.api.Delivery;
import dev.signalbox.router.api.DraftRule;
import dev.signalbox.router.api.FleetView;
import dev.signalbox.router.api.Mode;
import dev.signalbox.router.api.Placement;
import dev.signalbox.router.api.Reason;
import dev.signalbox.router.api.Router;
import dev.signalbox.router.api.RouterView;
import dev.signalbox.router.api.RouterView.ExpertView;
import dev.signalbox.router.api.RouterView.ReplicaState;
import dev.signalbox.router.api.RouterView.ReplicaView;
import dev.signalbox.router.api.RoutingDecision;
import dev.signalbox.router.api.RoutingOutcome;
import dev.signalbox.router.api.RoutingRefusal;
import dev.signalbox.router.api.RoutingRefusedException;
import dev.signalbox.router.api.RoutingRequest;
import dev.signalbox.router.api.ShareCredit;
import dev.signalbox.router.api.Thinking;
import dev.signalbox.router.api.ThinkingForm;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** A router whose placements stand fixed: every known model goes to all of them in order. */
public final class FixedRouter implements Router {
  private final List<Placement> placements = new CopyOnWriteArrayList<>();
  private final BlockingQueue<RoutingOutcome> outcomes = new LinkedBlockingQueue<>();
  private final BlockingDeque<RoutingRequest> requests = new LinkedBlockingDeque<>();

  private volatile @Nullable Function<List<Placement>, DraftRule> rule;
  private volatile @Nullable ShareCredit credit;

  private volatile Delivery delivery = Delivery.PLAIN;
  private volatile int contextLength;
  private volatile @Nullable String modelVersion;
  private volatile @Nullable Asker asker;
  private volatile @Nullable ThinkingForm thinkingForm;
  private volatile @Nullable Thinking thinking;
  private volatile @Nullable Thinking thinkingLimit;

  /** Adds a replica after those there are. */
  public FixedRouter add(String expert, String replica, int port, String upstreamModel) {
    return add(expert, replica, port, upstreamModel, null);
  }

  /** Adds a replica that wants a credential. */
  public FixedRouter add(
      String expert, String replica, int port, String upstreamModel, @Nullable String credential) {
    return add(expert, replica, port, upstreamModel, credential, EnumSet.allOf(Capability.class));
  }

  /** Adds a replica that can do some things and no others. */
  public FixedRouter add(
      String expert,
      String replica,
      int port,
      String upstreamModel,
      @Nullable String credential,
      Set<Capability> able) {
    placements.add(
        new Placement(
            expert,
            replica,
            URI.create("http://127.0.0.1:" + port + "/v1"),
            upstreamModel,
            credential,
            able,
            contextLength,
            modelVersion,
            1_000,
            thinkingForm,
            false));
    return this;
  }

  /** Experts added from now on read that many tokens; 0 for not known. */
  public FixedRouter reading(int tokens) {
    contextLength = tokens;
    return this;
  }

  /** Replicas added from now on have these weights; null for not known. */
  public FixedRouter serving(@Nullable String version) {
    modelVersion = version;
    return this;
  }

  /** Adds a replica that speaks HTTP/2 in clear text and nothing else. */
  public FixedRouter addHttp2(String expert, String replica, int port) {
    placements.add(
        new Placement(
            expert,
            replica,
            URI.create("http://127.0.0.1:" + port + "/v1"),
            "m",
            null,
            EnumSet.allOf(Capability.class),
            0,
            null,
            1_000,
            thinkingForm,
            true));
    return this;
  }

  /** What every decision from here on wants of the gateway. */
  public FixedRouter deliver(Delivery wanted) {
    delivery = wanted;
    return this;
  }

  /** Answers as cascades from now on; the first expert drafts. */
  public void cascade(Function<List<Placement>, DraftRule> next) {
    rule = next;
  }

  /** Decisions from now on say where their answers are paid for. */
  public void credit(ShareCredit told) {
    credit = told;
  }

  /** Experts added from now on are told so how much to think. */
  public FixedRouter think(@Nullable ThinkingForm form, Thinking much) {
    thinkingForm = form;
    thinking = much;
    return this;
  }

  /** Decisions from now on bound what a client may say itself of thinking. */
  public FixedRouter limitThinking(Thinking most) {
    thinkingLimit = most;
    return this;
  }

  /** Forgets all replicas. */
  public void clear() {
    contextLength = 0;
    modelVersion = null;
    thinkingForm = null;
    thinking = null;
    thinkingLimit = null;
    rule = null;
    credit = null;
    delivery = Delivery.PLAIN;
    placements.clear();
    outcomes.clear();
    requests.clear();
  }

  /** Outcomes in the order in which they were reported. */
  public BlockingQueue<RoutingOutcome> outcomes() {
    return outcomes;
  }

  /** Id of the request that was routed last. */
  public String lastRequest() {
    return requests.getLast().requestId();
  }

  /** Ids of the requests that were routed. */
  public Set<String> routed() {
    return requests.stream().map(RoutingRequest::requestId).collect(Collectors.toSet());
  }

  /** On whose behalf it was asked last. */
  public @Nullable Asker asker() {
    return asker;
  }

  /** The request that was routed last. */
  public RoutingRequest last() {
    return requests.getLast();
  }

  @Override
  public Mono<RoutingDecision> route(RoutingRequest request) {
    return Mono.deferContextual(context -> {
      asker = Asker.in(context);
      return Mono.fromCallable(() -> decide(request));
    });
  }

  private RoutingDecision decide(RoutingRequest request) {
    requests.add(request);
    List<Placement> chosen = new ArrayList<>();
    for (Placement placement : placements) {
      if (request.model().equals("auto") || request.model().equals(placement.expert())) {
        chosen.add(placement);
      }
    }
    if (chosen.isEmpty()) {
      throw new RoutingRefusedException(
          new RoutingRefusal.ModelNotFound("model: \"" + request.model() + "\" is not known"));
    }
    Function<List<Placement>, DraftRule> cascade = rule;
    return new RoutingDecision(
        request.requestId(),
        cascade == null ? Mode.SINGLE : Mode.CASCADE,
        chosen,
        0.25,
        0.75,
        Map.of(),
        "other",
        0.875,
        "en",
        "default",
        "stable",
        "r1",
        "fixed",
        1,
        0,
        cascade == null ? null : cascade.apply(chosen),
        credit,
        thinking,
        thinkingLimit,
        delivery,
        List.of(new Reason("fixed", "*", 0, "the placements stand fixed")));
  }

  @Override
  public Mono<Void> report(RoutingOutcome outcome) {
    return Mono.fromRunnable(() -> outcomes.add(outcome));
  }

  @Override
  public Mono<FleetView> fleet() {
    return Mono.fromCallable(() ->
        new FleetView(
            "r1",
            true,
            Map.of("small", placements.stream().map(Placement::expert).distinct().toList()),
            placements.stream().map(FixedRouter::expert).toList()));
  }

  @Override
  public Mono<RouterView> view() {
    return fleet()
        .map(fleet ->
            new RouterView(
                fleet.revision(), fleet.ready(), fleet.tiers(), fleet.experts(), List.of()));
  }

  private static ExpertView expert(Placement placement) {
    return new ExpertView(
        placement.expert(),
        Set.of("small"),
        placement.capabilities(),
        0,
        0,
        List.of(new ReplicaView(placement.replica(), ReplicaState.READY, 0, 0, null)));
  }
}
