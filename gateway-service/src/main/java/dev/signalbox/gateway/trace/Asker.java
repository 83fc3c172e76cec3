package dev.signalbox.gateway.trace;

import org.jspecify.annotations.Nullable;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * On whose behalf the router is asked. It travels in Reactor's context, from who asks to a router
 * that is called over the network: the port between them knows no traces, and a router in this
 * process needs none.
 *
 * @param request the request's span
 * @param untraced what another server is told where that span records nothing; null for nothing
 */
public record Asker(RequestTrace request, @Nullable Onward untraced) {
  private static final Asker NOBODY = new Asker(RequestTrace.NONE, null);

  /** Who asks; nobody that is traced where that is not said. */
  public static Asker in(ContextView context) {
    return context.hasKey(Asker.class) ? context.get(Asker.class) : NOBODY;
  }

  /** The context with this one in it. */
  public Context into(Context context) {
    return context.put(Asker.class, this);
  }

  /** What the router is told, below the span of its call. */
  public @Nullable Onward onward(RouterTrace call) {
    Onward traced = call.onward();
    return traced == null ? untraced : traced;
  }
}
