package dev.signalbox.gateway.dispatch;

import io.netty.channel.ConnectTimeoutException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import reactor.netty.channel.AbortedException;
import reactor.netty.http.client.PrematureCloseException;

/**
 * What went wrong with a connection, in few words of our own: those of the exceptions hold
 * addresses and, at times, what the other side wrote.
 */
public final class ConnectionCause {
  private ConnectionCause() {}

  /** What is known of an error, or of what is behind it; {@code no connection} if nothing is. */
  public static String of(Throwable error) {
    for (Throwable one = error; one != null; one = one.getCause()) {
      String known =
          switch (one) {
            case ConnectTimeoutException e -> "connect timeout";
            case UnknownHostException e -> "unknown host";
            case NoRouteToHostException e -> "no route to host";
            case ConnectException e -> says(e, "refused") ? "connection refused" : "no connection";
            case SSLException e -> "tls failed";
            case PrematureCloseException e -> "connection closed before an answer";
            case AbortedException e -> "connection closed before the request";
            default -> says(one, "reset") ? "connection reset" : "";
          };
      if (!known.isEmpty()) {
        return known;
      }
    }
    return "no connection";
  }

  private static boolean says(Throwable error, String word) {
    return error.getMessage() != null && error.getMessage().contains(word);
  }
}
