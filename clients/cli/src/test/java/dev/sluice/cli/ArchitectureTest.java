package dev.sluice.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// Which way the arrows point: an ordinary client knows nothing of the server's inside.
@AnalyzeClasses(packages = "dev.sluice.cli", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
  @ArchTest
  static final ArchRule ONLY_THE_EMBEDDED_CLOUD_KNOWS_THE_LOCAL_CLOUD =
      noClasses()
          .that()
          .haveNameNotMatching(".*[.]EmbeddedCloud([$].*)?")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.sluice.local..");

  @ArchTest
  static final ArchRule ONLY_INSPECT_KNOWS_DETECTION =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.sluice.cli.inspect")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.sluice.core..", "dev.sluice.cli.inspect");

  /// `up` refuses settings that no function could start with.
  @ArchTest
  static final ArchRule ONLY_INSPECT_AND_ONE_CHECK_KNOW_SETTINGS =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.sluice.cli.inspect")
          .and()
          .doNotHaveSimpleName("SettingsCheck")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.sluice.config..");

  @ArchTest
  static final ArchRule NOTHING_KNOWS_THE_FUNCTIONS_OR_AWS =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.sluice.aws..",
              "dev.sluice.api..",
              "dev.sluice.validator..",
              "dev.sluice.processors..",
              "software.amazon..");
}
