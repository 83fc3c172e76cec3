package dev.signalbox.router.core.difficulty.tenant;

import dev.signalbox.router.core.difficulty.FileStamp;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Where a tenant's heads are kept: {@code 0001.head}, {@code 0002.head}, ... and {@code current},
 * which holds the number of the one that serves. A head is whole before it is current, and old ones
 * stay, so that any can be made current again.
 *
 * @param folder the tenant's folder; need not exist
 */
public record HeadFolder(Path folder) {
  private static final String CURRENT = "current";
  private static final String SUFFIX = ".head";

  /** The folder of a tenant below the folder of all heads. */
  public static HeadFolder of(Path heads, String tenant) {
    return new HeadFolder(heads.resolve(tenant));
  }

  /** Number of the head that serves; 0 if none does. */
  public int current() throws IOException {
    try {
      return Integer.parseInt(Files.readString(folder.resolve(CURRENT)).strip());
    } catch (NoSuchFileException e) {
      return 0;
    } catch (NumberFormatException e) {
      throw new IOException(folder.resolve(CURRENT) + " holds no number", e);
    }
  }

  /** What tells one state of a head's file from another, without reading it. */
  public FileStamp stamp(int number) {
    return FileStamp.of(file(number));
  }

  /** Bytes of a head. */
  public byte[] read(int number) throws IOException {
    return Files.readAllBytes(file(number));
  }

  /** Numbers of all heads, rising. */
  public List<Integer> numbers() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.matches("\\d{4,9}" + SUFFIX))
          .map(name -> Integer.valueOf(name.substring(0, name.length() - SUFFIX.length())))
          .sorted()
          .toList();
    }
  }

  /** Keeps a new head and makes it current; gives its number. */
  public int add(byte[] head) throws IOException {
    Files.createDirectories(folder);
    List<Integer> numbers = numbers();
    int number = numbers.isEmpty() ? 1 : numbers.getLast() + 1;
    write(file(number), head);
    use(number);
    return number;
  }

  /** Makes a head current; 0 goes back to the shared router alone. */
  public void use(int number) throws IOException {
    if (number != 0 && !Files.isRegularFile(file(number))) {
      throw new NoSuchFileException(file(number).toString());
    }
    write(folder.resolve(CURRENT), (number + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private Path file(int number) {
    return folder.resolve(String.format(Locale.ROOT, "%04d%s", number, SUFFIX));
  }

  private void write(Path file, byte[] bytes) throws IOException {
    Path part = Files.createTempFile(folder, "new", ".part");
    try {
      Files.write(part, bytes);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }
}
