package dev.signalbox.store.toy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The generated models: a small and a large one that share a tokenizer, often agree on the next
 * token and part now and then, as a real pair does. Their answers are English-looking nonsense of
 * at least 200 tokens, end by themselves, and differ by prompt and by seed. Beside them an
 * embedder, whose vectors are the nearer the more words two texts share.
 *
 * @param small the file of the small model, 2 layers
 * @param large the file of the large model, 4 layers
 * @param embedder the file of the embedder, the small model with mean pooling
 */
public record ToyModels(Path small, Path large, Path embedder) {

  /** File name of the small model. */
  public static final String SMALL = "toy-small.gguf";

  /** File name of the large model. */
  public static final String LARGE = "toy-large.gguf";

  /** File name of the embedder. */
  public static final String EMBEDDER = "toy-embed.gguf";

  private static final int SMALL_LAYERS = 2;
  private static final int LARGE_LAYERS = 4;
  private static final int POOLING_MEAN = 1;

  /**
   * Writes the models into a directory, which is made if it does not exist. The bytes are the same
   * each time. Files already there are replaced at once, never half written.
   */
  public static ToyModels write(Path directory) throws IOException {
    Files.createDirectories(directory);
    ToyVocabulary vocabulary = new ToyVocabulary();
    ToyNetwork shallow = ToyNetwork.writer(vocabulary, SMALL_LAYERS);
    ToyNetwork deep = ToyNetwork.writer(vocabulary, LARGE_LAYERS);
    ToyNetwork embedder = ToyNetwork.embedder(vocabulary);
    return new ToyModels(
        write(directory.resolve(SMALL), file("toy-small", vocabulary, shallow)),
        write(directory.resolve(LARGE), file("toy-large", vocabulary, deep)),
        write(
            directory.resolve(EMBEDDER),
            file("toy-embed", vocabulary, embedder).put("gpt2.pooling_type", POOLING_MEAN)));
  }

  private static GgufFile file(String name, ToyVocabulary vocabulary, ToyNetwork network) {
    GgufFile file = new GgufFile();
    file.put("general.architecture", "gpt2").put("general.name", name).put("general.file_type", 0);
    network.describe(file);
    vocabulary.describe(file);
    network.tensors().forEach(file::add);
    return file;
  }

  private static Path write(Path path, GgufFile file) throws IOException {
    Path part = Files.createTempFile(path.toAbsolutePath().getParent(), "toy", ".part");
    try {
      file.write(part);
      return Files.move(
          part, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }
}
