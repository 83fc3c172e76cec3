package dev.signalbox.cli.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuiteSummaryTest {
  @TempDir private Path root;

  private Path write(String path, String content) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content);
  }

  @Test
  void sumsUpTheReportsOfAllModules() throws IOException {
    write(
        "a/target/surefire-reports/TEST-x.xml",
        "<?xml version=\"1.0\"?><testsuite name=\"x\" tests=\"5\" errors=\"1\" skipped=\"1\" failures=\"1\"/>");
    write(
        "b/c/target/failsafe-reports/TEST-y.xml",
        "<testsuite tests=\"2\" errors=\"0\" skipped=\"0\" failures=\"0\"/>");

    TestCounts counts = TestCounts.since(root, FileTime.fromMillis(0));

    assertThat(counts).isEqualTo(new TestCounts(4, 2, 1));
    assertThat(counts.line()).isEqualTo("4 passed, 2 failed, 1 skipped");
    assertThat(counts.isGreen()).isFalse();
  }

  @Test
  void passesOverReportsOfEarlierRuns() throws IOException {
    Path old =
        write("a/target/surefire-reports/TEST-x.xml", "<testsuite tests=\"5\" errors=\"0\"/>");
    Files.setLastModifiedTime(old, FileTime.fromMillis(1_000));

    assertThat(TestCounts.since(root, FileTime.fromMillis(2_000)).isGreen()).isFalse();
  }

  @Test
  void readsTheLinesOfACoverageReport() throws IOException {
    write(
        "a/target/site/jacoco/jacoco.csv",
        "GROUP,PACKAGE,CLASS,IM,IC,BM,BC,LM,LC,CM,CC,MM,MC\ng,p,c,0,0,0,0,25,75,0,0,0,0\n");

    assertThat(Coverage.of(root))
        .singleElement()
        .isEqualTo(new Coverage("a", 75, 100))
        .extracting(Coverage::line)
        .asString()
        .contains("75.0% of    100 lines");
  }
}
