package dev.signalbox.gateway.inference;

import dev.signalbox.gateway.request.RequestBody;
import dev.signalbox.gateway.request.RequestBody.Member;
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
 * Tells each server in its own form how much to think. A client that says so itself is not
 * contradicted within the policy's limit, whatever a draft wants; otherwise a draft never thinks.
 */
final class ThinkingWish {
  private static final Thinking NONE = new Thinking(Effort.OFF, 0);

  private ThinkingWish() {}

  /** The body with the client's wish or the decision's; as it is if there is none to be told. */
  static RequestBody added(RequestBody body, RoutingDecision decision, Exchange exchange) {
    if (!exchange.endpoint().isChat()) {
      return body;
    }
    Translation translation = exchange.translation();
    Thinking own = translation == null ? null : translation.thinking();
    boolean said = body.facts().clientThinking() != ClientThinking.OPEN;
    if (own != null || said) {
      Thinking most = decision.thinkingLimit();
      ThinkingLimit limit =
          most == null ? null : new ThinkingLimit(most, body.facts().places().thinking());
      return own == null && limit == null
          ? body
          : body.withFor(placement -> told(placement, own, !said, limit));
    }
    Thinking thinking = decision.thinking();
    if (thinking == null) {
      return body;
    }
    DraftRule rule = decision.draft();
    return body.withFor(
        placement -> members(placement, drafts(placement, rule) ? NONE : thinking, true));
  }

  /** The client's own wish, where a chat has no word for it, within the policy's limit. */
  private static List<Member> told(
      Placement placement, @Nullable Thinking own, boolean effort, @Nullable ThinkingLimit limit) {
    List<Member> members = new ArrayList<>();
    if (own != null) {
      members.addAll(members(placement, limit == null ? own : limit.of(own), effort));
    }
    if (limit != null) {
      members.addAll(limit.lowered(placement));
      if (own == null) {
        members.addAll(limit.bounds(placement));
      }
    }
    return members;
  }

  private static boolean drafts(Placement placement, @Nullable DraftRule rule) {
    return rule != null && rule.expert().equals(placement.expert());
  }

  /**
   * @param effort whether the degree is told as well; not where the body has one
   */
  private static List<Member> members(Placement placement, Thinking thinking, boolean effort) {
    ThinkingForm form = placement.thinking();
    if (form == null) {
      return List.of();
    }
    List<Member> members = new ArrayList<>();
    if (form.flag() != null) {
      String on = thinking.effort() == Effort.OFF ? "false" : "true";
      members.add(Member.added("chat_template_kwargs", "{" + quoted(form.flag()) + ":" + on + "}"));
    }
    String name = form.efforts().get(thinking.effort());
    if (name != null && effort) {
      members.add(Member.added("reasoning_effort", quoted(name)));
    }
    if (form.budget() != null && thinking.effort() != Effort.OFF) {
      members.add(Member.added(form.budget(), Integer.toString(thinking.budget())));
    }
    return members;
  }

  static String quoted(String text) {
    return '"' + new String(JsonStringEncoder.getInstance().quoteAsCharArray(text)) + '"';
  }
}
