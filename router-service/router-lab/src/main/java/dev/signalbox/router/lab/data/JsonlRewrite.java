package dev.signalbox.router.lab.data;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Rewrites a JSONL file in batches of lines; the result appears whole or not at all. */
public final class JsonlRewrite {
  /** Lines that are handed over at once. */
  public static final int BATCH = 64;

  private JsonlRewrite() {}

  /**
   * Rewrites a file. Blank lines are allowed at its end only.
   *
   * @param edit changes the fields of a batch's lines in place
   * @return number of lines
   * @throws BadInputException naming the line that cannot be used
   */
  public static long run(Path input, Path output, UnaryOperator<List<PromptLine>> edit)
      throws IOException {
    Path absolute = output.toAbsolutePath();
    Path folder = absolute.getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new BadInputException("output folder " + folder + " does not exist: make it first");
    }
    if (!Files.isRegularFile(input)) {
      throw new BadInputException("input " + input + " is no file (expected: a JSONL file)");
    }
    Path part = folder.resolve(absolute.getFileName() + ".part");
    try {
      long lines = copy(input, part, edit);
      Files.move(part, absolute, StandardCopyOption.REPLACE_EXISTING);
      return lines;
    } catch (NoSuchFileException e) {
      throw new BadInputException(e.getFile() + " does not exist");
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static long copy(Path input, Path output, UnaryOperator<List<PromptLine>> edit)
      throws IOException {
    long number = 0;
    long blank = 0;
    List<PromptLine> batch = new ArrayList<>(BATCH);
    try (BufferedReader in = Files.newBufferedReader(input, StandardCharsets.UTF_8);
        OutputStream out = new BufferedOutputStream(Files.newOutputStream(output))) {
      String text;
      while ((text = next(in, number + 1)) != null) {
        number++;
        if (text.isBlank()) {
          blank = blank == 0 ? number : blank;
          continue;
        }
        if (blank != 0) {
          throw new BadInputException("line " + blank + ": empty (expected: a JSON object)");
        }
        batch.add(PromptLine.read(text, number));
        if (batch.size() == BATCH) {
          flush(batch, edit, out);
        }
      }
      flush(batch, edit, out);
      return blank == 0 ? number : blank - 1;
    }
  }

  private static @Nullable String next(BufferedReader in, long number) throws IOException {
    try {
      return in.readLine();
    } catch (MalformedInputException e) {
      throw new BadInputException("line " + number + " or soon after: not UTF-8");
    }
  }

  private static void flush(
      List<PromptLine> batch, UnaryOperator<List<PromptLine>> edit, OutputStream out)
      throws IOException {
    if (batch.isEmpty()) {
      return;
    }
    for (PromptLine line : edit.apply(batch)) {
      out.write(line.bytes());
      out.write('\n');
    }
    batch.clear();
  }
}
