package dev.signalbox.gateway.inference;

import dev.signalbox.gateway.request.RequestBody;
import dev.signalbox.gateway.request.RequestBody.Member;
import dev.signalbox.gateway.request.ThinkingWord;
import dev.signalbox.gateway.translate.Translation;
import dev.signalbox.router.api.ClientThinking;
import dev.signalbox.router.api.DraftRule;
import dev.signalbox.router.api.Effort;
import dev.signalbox.router.api.Placement;
import dev.signalbox.router.api.RoutingDecision;
import dev.signalbox.router.api.Thinking;
import dev.signalbox.router.api.ThinkingForm;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.io.JsonStringEncoder;

/**
 * Tells a server in its own form how much to think. A client that says so itself is not
 * contradicted within the policy's limit, whatever a draft wants; otherwise a draft never thinks.
 * What the client says by a name that only this server has is kept within what the decision says,
 * in its place. For one placement.
 */
final class ThinkingWish {
  static final String KWARGS = "chat_template_kwargs";

  private static final Thinking NONE = new Thinking(Effort.OFF, 0);

  private final Placement placement;
  private final List<ThinkingWord> words;

  private ThinkingWish(Placement placement, List<ThinkingWord> words) {
    this.placement = placement;
    this.words = words;
  }

  /** The body with the client's wish or the decision's; as it is if there is none to be told. */
  static RequestBody added(RequestBody body, RoutingDecision decision, Exchange exchange) {
    Translation translation = exchange.translation();
    Thinking own = translation == null ? null : translation.thinking();
    boolean said = body.facts().clientThinking() != ClientThinking.OPEN;
    boolean nothing =
        own == null && (said ? decision.thinkingLimit() : decision.thinking()) == null;
    if (nothing || !exchange.endpoint().isChat()) {
      return body;
    }
    return body.withFor(placement -> {
      ThinkingWish wish = new ThinkingWish(placement, body.thinking(placement.thinking()));
      return own != null || said
          ? wish.clients(own, !said, decision.thinkingLimit())
          : wish.chosen(decision);
    });
  }

  /**
   * The client's own wish, where a chat has no word for it, within the policy's limit.
   *
   * @param effort whether the degree is told as well; not where the body has one
   */
  private List<Member> clients(@Nullable Thinking own, boolean effort, @Nullable Thinking most) {
    List<Member> members = new ArrayList<>();
    ThinkingLimit limit = most == null ? null : new ThinkingLimit(most, words);
    if (own != null) {
      members.addAll(members(limit == null ? own : limit.of(own), effort));
    }
    if (limit != null) {
      members.addAll(limit.lowered(placement));
      if (own == null) {
        members.addAll(limit.bounds(placement));
      }
    }
    return members;
  }

  /** What was decided for a client that says nothing that everybody understands. */
  private List<Member> chosen(RoutingDecision decision) {
    Thinking thinking = decision.thinking();
    ThinkingForm form = placement.thinking();
    if (thinking == null || form == null) {
      return List.of();
    }
    Thinking told = drafts(decision.draft()) ? NONE : thinking;
    List<ThinkingWord> serversOwn =
        words.stream().filter(word -> word.member().equals(form.budget())).toList();
    List<Member> members = new ArrayList<>(members(told, true));
    members.addAll(new ThinkingLimit(told, serversOwn).lowered(placement));
    return members;
  }

  private boolean drafts(@Nullable DraftRule rule) {
    return rule != null && rule.expert().equals(placement.expert());
  }

  /** What the form has members for, but for those that the body has already. */
  private List<Member> members(Thinking thinking, boolean effort) {
    ThinkingForm form = placement.thinking();
    if (form == null) {
      return List.of();
    }
    List<Member> members = new ArrayList<>();
    if (form.flag() != null && !ThinkingLimit.says(words, KWARGS)) {
      String on = thinking.effort() == Effort.OFF ? "false" : "true";
      members.add(Member.added(KWARGS, "{" + quoted(form.flag()) + ":" + on + "}"));
    }
    String name = form.efforts().get(thinking.effort());
    if (name != null && effort) {
      members.add(Member.added("reasoning_effort", quoted(name)));
    }
    String budget = form.budget();
    if (budget != null && thinking.effort() != Effort.OFF && !ThinkingLimit.says(words, budget)) {
      members.add(Member.added(budget, Integer.toString(thinking.budget())));
    }
    return members;
  }

  static String quoted(String text) {
    return '"' + new String(JsonStringEncoder.getInstance().quoteAsCharArray(text)) + '"';
  }
}
