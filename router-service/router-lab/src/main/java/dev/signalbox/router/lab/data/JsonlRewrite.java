package dev.signalbox.router.lab.data;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/** Rewrites a JSONL file line by line; the result appears whole or not at all. */
public final class JsonlRewrite {
  private JsonlRewrite() {}

  /**
   * Rewrites a file. Blank lines at the end are ignored.
   *
   * @param line gives the object to write for a line
   * @return number of lines
   * @throws BadInputException naming the line that cannot be used
   */
  public static long run(Path input, Path output, Function<PromptLine, ObjectNode> line)
      throws IOException {
    Path absolute = output.toAbsolutePath();
    Path folder = absolute.getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new BadInputException("output folder " + folder + " does not exist: make it first");
    }
    Path part = folder.resolve(absolute.getFileName() + ".part");
    try {
      long lines = copy(input, part, line);
      Files.move(part, absolute, StandardCopyOption.REPLACE_EXISTING);
      return lines;
    } catch (NoSuchFileException e) {
      throw new BadInputException("input " + e.getFile() + " does not exist");
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static long copy(Path input, Path output, Function<PromptLine, ObjectNode> line)
      throws IOException {
    long number = 0;
    try (BufferedReader in = Files.newBufferedReader(input, StandardCharsets.UTF_8);
        BufferedWriter out = Files.newBufferedWriter(output, StandardCharsets.UTF_8)) {
      String text;
      long blank = 0;
      while ((text = in.readLine()) != null) {
        number++;
        if (text.isBlank()) {
          blank = blank == 0 ? number : blank;
          continue;
        }
        if (blank != 0) {
          throw new BadInputException("line " + blank + ": empty (expected: a JSON object)");
        }
        out.write(line.apply(PromptLine.read(text, number)).toString());
        out.write('\n');
      }
      return blank == 0 ? number : blank - 1;
    } catch (MalformedInputException e) {
      throw new BadInputException("line " + (number + 1) + " or soon after: not UTF-8");
    }
  }
}
