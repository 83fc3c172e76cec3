package dev.signalbox.store.toy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The generated models: a small and a large one that share a tokenizer, often agree on the next
 * token and part now and then, as a real pair does. Their answers are English-looking nonsense of
 * at least 200 tokens, end by themselves, and differ by prompt and by seed.
 *
 * @param small the file of the small model, 2 layers
 * @param large the file of the large model, 4 layers
 */
public record ToyModels(Path small, Path large) {

  /** File name of the small model. */
  public static final String SMALL = "toy-small.gguf";

  /** File name of the large model. */
  public static final String LARGE = "toy-large.gguf";

  /**
   * Writes the models into a directory, which is made if it does not exist. The bytes are the same
   * each time. Files already there are replaced at once, never half written.
   */
  public static ToyModels write(Path directory) throws IOException {
    Files.createDirectories(directory);
    ToyVocabulary vocabulary = new ToyVocabulary();
    return new ToyModels(
        write(directory.resolve(SMALL), "toy-small", vocabulary, 2),
        write(directory.resolve(LARGE), "toy-large", vocabulary, 4));
  }

  private static Path write(Path path, String name, ToyVocabulary vocabulary, int layers)
      throws IOException {
    GgufFile file = new GgufFile();
    file.put("general.architecture", "gpt2").put("general.name", name).put("general.file_type", 0);
    ToyNetwork network = new ToyNetwork(vocabulary, layers);
    network.describe(file);
    vocabulary.describe(file);
    network.tensors().forEach(file::add);
    Path part = Files.createTempFile(path.toAbsolutePath().getParent(), name, ".part");
    try {
      file.write(part);
      return Files.move(
          part, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }
}
