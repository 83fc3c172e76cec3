package dev.signalbox.it.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Names that say nothing are not used, and nobody blocks where streams flow. */
class WordsTest {

  @Test
  void noClassIsNamedForNothing() {
    noClasses().should().haveNameMatching(".*(Impl|Manager|Helper|Utils?)").check(House.CLASSES);
  }

  @Test
  void noPackageIsADrawer() {
    noClasses()
        .should()
        .resideInAnyPackage("..util..", "..utils..", "..common..", "..helper..", "..misc..")
        .check(House.CLASSES);
  }

  @Test
  void nobodyBlocksOrSleepsBesideStreams() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "dev.signalbox.gateway..",
            "dev.signalbox.router..",
            "dev.signalbox.worker.server..",
            "dev.signalbox.engine..")
        .should()
        .callMethod("reactor.core.publisher.Mono", "block")
        .orShould()
        .callMethod("reactor.core.publisher.Flux", "blockFirst")
        .orShould()
        .callMethod("reactor.core.publisher.Flux", "blockLast")
        .orShould()
        .callMethod(Thread.class, "sleep", long.class)
        .orShould()
        .callMethod(Thread.class, "sleep", Duration.class)
        .check(House.CLASSES);
  }
}
