package dev.signalbox.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The floors of the gateway: arrows point down, and there are no circles. */
@AnalyzeClasses(
    packages = "dev.signalbox.gateway",
    importOptions = ImportOption.DoNotIncludeTests.class)
class FloorsTest {
  @ArchTest
  static final ArchRule FLOORS =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("wiring")
          .definedBy("..gateway.wiring..", "dev.signalbox.gateway")
          .layer("web")
          .definedBy("..gateway.web..", "..gateway.admin..")
          .layer("account")
          .definedBy("..gateway.account..")
          .layer("inference")
          .definedBy("..gateway.inference..")
          .layer("dispatch")
          .definedBy(
              "..gateway.dispatch..",
              "..gateway.admission..",
              "..gateway.cascade..",
              "..gateway.feedback..",
              "..gateway.resume..",
              "..gateway.sse..",
              "..gateway.translate..")
          .layer("ground")
          .definedBy(
              "..gateway.request..",
              "..gateway.tenant..",
              "..gateway.refusal..",
              "..gateway.trace..",
              "..gateway.connection..",
              "..gateway.loop..")
          .layer("routing")
          .definedBy("..gateway.routing..")
          .whereLayer("wiring")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("web")
          .mayOnlyBeAccessedByLayers("wiring")
          .whereLayer("account")
          .mayOnlyBeAccessedByLayers("web", "wiring")
          .whereLayer("inference")
          .mayOnlyBeAccessedByLayers("account", "web", "wiring")
          .whereLayer("dispatch")
          .mayOnlyBeAccessedByLayers("inference", "account", "web", "wiring")
          .whereLayer("ground")
          .mayOnlyBeAccessedByLayers("dispatch", "inference", "account", "web", "wiring", "routing")
          .whereLayer("routing")
          .mayOnlyBeAccessedByLayers("wiring");

  @ArchTest
  static final ArchRule OPENTELEMETRY_IN_ONE_ROOM =
      noClasses()
          .that()
          .resideOutsideOfPackage("..gateway.trace..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.opentelemetry..");

  @ArchTest
  static final ArchRule NO_CIRCLES =
      slices().matching("dev.signalbox.gateway.(*)..").should().beFreeOfCycles();
}
