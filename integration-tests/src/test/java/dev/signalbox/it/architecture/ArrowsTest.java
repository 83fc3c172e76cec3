package dev.signalbox.it.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameStartingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who may use whom. */
class ArrowsTest {

  @ParameterizedTest
  @EnumSource(Module.class)
  void moduleUsesOnlyWhatStandsBelowIt(Module module) {
    noClasses()
        .that()
        .resideInAPackage(module.packages())
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(module.forbidden())
        .allowEmptyShould(true)
        .check(House.CLASSES);
  }

  @Test
  void gatewayMeetsTheRouterInItsProcessOnlyWhereItIsWired() {
    noClasses()
        .that()
        .resideInAPackage("dev.signalbox.gateway..")
        .and()
        .resideOutsideOfPackages("dev.signalbox.gateway", "dev.signalbox.gateway.wiring..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.signalbox.router.boot..")
        .allowEmptyShould(true)
        .check(House.CLASSES);
  }

  @Test
  void routerCoreKnowsOfWorkersOnlyTheirStatus() {
    noClasses()
        .that()
        .resideInAPackage("dev.signalbox.router.core..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("dev.signalbox.worker.api..")
                .and(not(nameStartingWith("dev.signalbox.worker.api.WorkerStatus"))))
        .check(House.CLASSES);
  }

  @Test
  void routerCoreReadsFilesOnlyWhereItBindsThem() {
    noClasses()
        .that()
        .resideInAPackage("dev.signalbox.router.core..")
        .and()
        .resideOutsideOfPackage("dev.signalbox.router.core.binding..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.signalbox.config..")
        .check(House.CLASSES);
  }

  @Test
  void routerCoreKnowsNoFramework() {
    noClasses()
        .that()
        .resideInAPackage("dev.signalbox.router.core..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.springframework..", "io.lettuce..", "io.netty..", "reactor.netty..")
        .check(House.CLASSES);
  }

  @Test
  void whatARouterKnowsDoesNotLeanOnHowItDecides() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "dev.signalbox.router.core.catalog..",
            "dev.signalbox.router.core.policy..",
            "dev.signalbox.router.core.fleet..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.signalbox.router.core.decide..", "dev.signalbox.router.core.placement..")
        .check(House.CLASSES);
  }

  @Test
  void packagesFormNoCircles() {
    slices().matching("dev.signalbox.(**)").should().beFreeOfCycles().check(House.CLASSES);
  }
}
