package dev.signalbox.it.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.signalbox.it.process.Checkout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The classes of all modules, read once. */
final class House {
  static final JavaClasses CLASSES = read();

  private House() {}

  private static JavaClasses read() {
    List<Path> folders =
        Arrays.stream(Module.values())
            .map(module -> module.classes(Checkout.root()))
            .filter(Files::isDirectory)
            .toList();
    return new ClassFileImporter().importPaths(folders);
  }
}
