package dev.signalbox.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryStampTest {
  static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir Path temp;
  ConfigDirectory directory;
  Path colors;
  Path file;

  @BeforeEach
  void write() throws IOException {
    directory = new ConfigDirectory(temp, Set.of("colors"));
    colors = Files.createDirectory(temp.resolve("colors"));
    file = Files.writeString(colors.resolve("a.yaml"), "1");
    age(file);
    age(colors);
    age(temp);
  }

  static void age(Path path) throws IOException {
    Files.setLastModifiedTime(path, FileTime.from(LONG_AGO));
  }

  @Test
  void isTheSameWhileNothingChanges() {
    assertThat(directory.stamp()).isEqualTo(directory.stamp());
  }

  @Test
  void differsByLength() throws IOException {
    DirectoryStamp before = directory.stamp();
    Files.writeString(file, "12");
    age(file);

    assertThat(directory.stamp()).isNotEqualTo(before);
  }

  @Test
  void differsByTime() throws IOException {
    DirectoryStamp before = directory.stamp();
    Files.setLastModifiedTime(file, FileTime.from(LONG_AGO.plusMillis(1)));

    assertThat(directory.stamp()).isNotEqualTo(before);
  }

  @Test
  void differsByAnotherFileOfTheSameLengthAndTime() throws IOException {
    DirectoryStamp before = directory.stamp();
    Path other = Files.writeString(temp.resolve("colors/.other"), "2");
    age(other);
    Files.move(other, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    age(colors);

    assertThat(directory.stamp()).isNotEqualTo(before);
  }

  @Test
  void differsByAFileThatIsGone() throws IOException {
    DirectoryStamp before = directory.stamp();
    Files.delete(file);
    age(colors);

    assertThat(directory.stamp()).isNotEqualTo(before);
  }

  @Test
  void differsByADirectoryThatIsGoneAndIsNeverSettledThen() throws IOException {
    DirectoryStamp before = directory.stamp();
    Files.delete(file);
    Files.delete(colors);
    Files.delete(temp);

    assertThat(directory.stamp()).isNotEqualTo(before);
    assertThat(directory.stamp().isSettled(Instant.now())).isFalse();
  }

  @Test
  void isSettledOnlyWhenTheClockHasTickedSinceTheLastChange() {
    DirectoryStamp stamp = directory.stamp();

    assertThat(stamp.isSettled(LONG_AGO)).isFalse();
    assertThat(stamp.isSettled(LONG_AGO.plusSeconds(2))).isFalse();
    assertThat(stamp.isSettled(LONG_AGO.plusSeconds(3))).isTrue();
  }

  @Test
  void isNotSettledByATimeInTheFuture() {
    assertThat(directory.stamp().isSettled(LONG_AGO.minusSeconds(60))).isFalse();
  }
}
