package dev.signalbox.gateway.feedback;

import dev.signalbox.router.api.Capability;
import dev.signalbox.router.api.ClientThinking;
import dev.signalbox.router.api.Mode;
import dev.signalbox.router.api.RoutingOutcome.Tokens;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A place for one answer, used again and again. Answers as objects of their own would be copied by
 * every collection until they are forgotten, while all requests wait; a place grows old once, and
 * holds nothing that is young: ids as numbers, and words that the answer before has as well as the
 * same objects. Not safe for use by many threads.
 */
final class AnswerSlot {
  private static final Capability[] CAPABILITIES = Capability.values();

  private long idHigh;
  private long idLow;
  private @Nullable String otherId;
  private String tenant = "";
  private String expert = "";
  private String policy = "";
  private String category = "";
  private String chosen = "";
  private String router = "";
  private String model = "";
  private Mode mode = Mode.SINGLE;
  private ClientThinking wishedThinking = ClientThinking.OPEN;
  private double difficulty;
  private double propensity;
  private double categoryConfidence;
  private double wishedShare;
  private double wishedQuality;
  private int needs;
  private int promptEstimate;
  private int maxTokens;
  private long promptTokens;
  private long cachedTokens;
  private long completionTokens;
  private final SlotScores expected = new SlotScores();
  private byte @Nullable [] prompt;

  /**
   * Puts an answer here in the place of another.
   *
   * @param id of its request
   * @param before the place of the answer before; may be this one
   */
  void fill(Answered answered, AnswerId id, AnswerSlot before) {
    Circumstances circumstances = answered.circumstances();
    idHigh = id.high();
    idLow = id.low();
    otherId = id.other();
    tenant = same(before.tenant, answered.tenant());
    expert = same(before.expert, answered.expert());
    policy = same(before.policy, answered.policy());
    category = same(before.category, answered.category());
    difficulty = answered.difficulty();
    propensity = answered.propensity();
    prompt = answered.prompt();
    mode = circumstances.mode();
    chosen = same(before.chosen, circumstances.chosen());
    categoryConfidence = number(circumstances.categoryConfidence());
    expected.fill(circumstances.expectedScores(), before.expected);
    router = same(before.router, circumstances.router());
    model = same(before.model, circumstances.model());
    needs = bits(circumstances.needs());
    promptEstimate = circumstances.promptEstimate();
    maxTokens = circumstances.maxTokens();
    wishedShare = number(circumstances.wishedShare());
    wishedQuality = number(circumstances.wishedQuality());
    wishedThinking = circumstances.wishedThinking();
    promptTokens = circumstances.tokens().prompt();
    cachedTokens = circumstances.tokens().cached();
    completionTokens = circumstances.tokens().completion();
  }

  /** Whether the answer to a request of a tenant is here. */
  boolean holds(String tenantId, AnswerId id) {
    return idLow == id.low()
        && idHigh == id.high()
        && Objects.equals(otherId, id.other())
        && tenant.equals(tenantId);
  }

  /** The answer that is here. */
  Answered answered() {
    return new Answered(
        tenant,
        new AnswerId(idHigh, idLow, otherId).toString(),
        expert,
        policy,
        category,
        difficulty,
        propensity,
        new Circumstances(
            mode,
            chosen,
            numberOrNull(categoryConfidence),
            expected.byName(),
            router,
            model,
            capabilities(needs),
            promptEstimate,
            maxTokens,
            numberOrNull(wishedShare),
            numberOrNull(wishedQuality),
            wishedThinking,
            new Tokens(promptTokens, cachedTokens, completionTokens)),
        prompt);
  }

  /** Bytes of the answer that count against the memory for prompts. */
  int promptBytes() {
    return prompt == null ? 0 : prompt.length;
  }

  /** Lets go of what takes memory. */
  void clear() {
    prompt = null;
    otherId = null;
    tenant = "";
  }

  private static String same(String before, String now) {
    return before.equals(now) ? before : now;
  }

  private static double number(@Nullable Double value) {
    return value == null ? Double.NaN : value;
  }

  private static @Nullable Double numberOrNull(double value) {
    return Double.isNaN(value) ? null : (Double) value;
  }

  private static int bits(Set<Capability> needs) {
    int bits = 0;
    for (Capability need : needs) {
      bits |= 1 << need.ordinal();
    }
    return bits;
  }

  private static Set<Capability> capabilities(int bits) {
    Set<Capability> capabilities = EnumSet.noneOf(Capability.class);
    for (Capability capability : CAPABILITIES) {
      if ((bits & 1 << capability.ordinal()) != 0) {
        capabilities.add(capability);
      }
    }
    return capabilities;
  }
}
