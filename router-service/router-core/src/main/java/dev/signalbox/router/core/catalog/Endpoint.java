package dev.signalbox.router.core.catalog;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * An OpenAI-compatible server that serves an expert.
 *
 * @param baseUrl its base URL, path included, without a slash at the end
 * @param model the model's name there; null to take the first of its {@code /v1/models}
 * @param credential name of the credential to present ({@code env:NAME} or {@code file:PATH}); null
 *     for none. Never the secret itself
 * @param http2 whether it is spoken to in HTTP/2 from the first byte on
 */
public record Endpoint(
    URI baseUrl, @Nullable String model, @Nullable String credential, boolean http2) {
  private static final int MAX_PORT = 65_535;

  /**
   * Reads {@code http://host:8000/v1#model-name}. What follows the first {@code #} is the model's
   * name as it is, slashes and colons included; a URL without a path gets {@code /v1}.
   *
   * @throws IllegalArgumentException if the text is no such URL; the message says what was expected
   */
  public static Endpoint parse(String text, @Nullable String credential) {
    int hash = text.indexOf('#');
    String url = hash < 0 ? text : text.substring(0, hash);
    String model = hash < 0 || hash == text.length() - 1 ? null : text.substring(hash + 1);
    return new Endpoint(baseUrl(url), model, credential, false);
  }

  /**
   * Reads a base URL.
   *
   * @throws IllegalArgumentException if the text is none; the message says what was expected
   */
  public static URI baseUrl(String text) {
    URI uri;
    try {
      uri = URI.create(text.strip());
    } catch (IllegalArgumentException e) {
      throw wrong(text);
    }
    boolean http = "http".equalsIgnoreCase(uri.getScheme());
    boolean https = "https".equalsIgnoreCase(uri.getScheme());
    if (!(http || https)
        || uri.getHost() == null
        || uri.getPort() == 0
        || uri.getPort() > MAX_PORT
        || uri.getRawQuery() != null
        || uri.getRawUserInfo() != null) {
      throw wrong(text);
    }
    String path = uri.getRawPath().replaceAll("/+$", "");
    return URI.create(
        uri.getScheme() + "://" + uri.getRawAuthority() + (path.isEmpty() ? "/v1" : path));
  }

  /** A user part may hold a password, so that the text is not repeated where it has one. */
  private static IllegalArgumentException wrong(String text) {
    String shown = text.contains("@") ? "a URL with a user part" : "\"" + text + "\"";
    return new IllegalArgumentException(
        shown
            + " (expected: http(s)://host:port/v1#model without user and query, port 1 to 65535)");
  }
}
