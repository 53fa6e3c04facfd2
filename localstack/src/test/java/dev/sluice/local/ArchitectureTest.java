package dev.sluice.local;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// Which way the arrows point: the local cloud would run any small serverless application, so it
/// knows none; and of its rooms, none knows another that knows it.
@AnalyzeClasses(packages = "dev.sluice.local", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
  @ArchTest
  static final ArchRule NOTHING_KNOWS_THE_APPLICATION =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.sluice.core..",
              "dev.sluice.aws..",
              "dev.sluice.api..",
              "dev.sluice.validator..",
              "dev.sluice.processors..",
              "dev.sluice.config..",
              "dev.sluice.events..",
              "dev.sluice.cli..");

  @ArchTest
  static final ArchRule NO_TWO_ROOMS_KNOW_EACH_OTHER =
      slices().matching("dev.sluice.local.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule NO_ROOM_KNOWS_THE_HOUSE =
      noClasses()
          .that()
          .resideInAPackage("dev.sluice.local.*..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.sluice.local");

  @ArchTest
  static final ArchRule ONLY_THE_ROOM_OF_A_SERVICE_KNOWS_ITS_LIBRARY =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.sluice.local.dynamodb")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.eclipse.jetty..", "software.amazon..");
}
