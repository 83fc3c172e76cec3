package dev.signalbox.router.core;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;

/** The floors of the house inside router-core. */
@AnalyzeClasses(
    packages = "dev.signalbox.router.core",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArrowsTest {

  @ArchTest
  static final ArchRule arrowsPointDown =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("binding")
          .definedBy("..core.binding..")
          .layer("router")
          .definedBy("dev.signalbox.router.core")
          .layer("decide")
          .definedBy("..core.decide..")
          .layer("placement")
          .definedBy("..core.placement..")
          .layer("policy")
          .definedBy("..core.policy..")
          .layer("difficulty")
          .definedBy("..core.difficulty..")
          .layer("fleet")
          .definedBy("..core.fleet..")
          .layer("catalog")
          .definedBy("..core.catalog..")
          .whereLayer("binding")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("router")
          .mayOnlyBeAccessedByLayers("binding")
          .whereLayer("decide")
          .mayOnlyBeAccessedByLayers("router")
          .whereLayer("placement")
          .mayOnlyBeAccessedByLayers("router")
          .whereLayer("policy")
          .mayOnlyBeAccessedByLayers("router", "binding", "decide")
          .whereLayer("difficulty")
          .mayOnlyBeAccessedByLayers("router", "binding", "decide", "policy")
          .whereLayer("fleet")
          .mayOnlyBeAccessedByLayers("router", "decide", "placement");

  @ArchTest
  static final ArchRule packagesHaveNoCircles =
      slices().matching("dev.signalbox.router.core.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule rulesKnowEachOtherOnlyThroughTheSeam =
      slices().matching("..core.decide.(*)..").should().notDependOnEachOther();

  @ArchTest
  static final ArchRule onlyBindingReadsFiles =
      ArchRuleDefinition.noClasses()
          .that()
          .resideOutsideOfPackage("..core.binding..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.signalbox.config..");
}
