package dev.signalbox.bench.stream;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Streams one completion for each prompt, all at once. */
public final class StreamedTexts implements AutoCloseable {
  private final StreamClient client;
  private final String model;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  /**
   * @param model as requests write it
   */
  public StreamedTexts(StreamClient client, String model) {
    this.client = client;
    this.model = model;
  }

  /**
   * Returns when the last one is whole.
   *
   * @throws IllegalStateException if one has another length than {@code tokens}
   */
  public void write(List<String> prompts, int tokens) {
    List<Future<StreamedAnswer>> answers =
        prompts.stream().map(prompt -> threads.submit(() -> one(prompt, tokens))).toList();
    for (Future<StreamedAnswer> answer : answers) {
      int written = get(answer).completionTokens();
      if (written != tokens) {
        throw new IllegalStateException(
            "%d tokens were written (expected: %d)".formatted(written, tokens));
      }
    }
  }

  private StreamedAnswer one(String prompt, int tokens) {
    String request =
        """
        {"model":"%s","prompt":"%s","max_tokens":%d,"temperature":0,"ignore_eos":true,\
        "stream":true,"stream_options":{"include_usage":true}}\
        """
            .formatted(model, prompt, tokens);
    return client.post("/v1/completions", request);
  }

  private static StreamedAnswer get(Future<StreamedAnswer> answer) {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new IllegalStateException(cause.getMessage(), cause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    threads.close();
  }
}
