package dev.sluice.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// Which way the arrows point among the functions: handler → core ← aws. Held here, since this
/// module alone has all of them on its test class path.
@AnalyzeClasses(packages = "dev.sluice", importOptions = ImportOption.DoNotIncludeTests.class)
final class FunctionsArchitectureTest {
  private static final String CORE = "dev.sluice.core..";
  private static final String AWS = "dev.sluice.aws..";
  private static final String EVENTS = "dev.sluice.events..";
  private static final String CONFIG = "dev.sluice.config..";
  private static final String API = "dev.sluice.api..";
  private static final String VALIDATOR = "dev.sluice.validator..";
  private static final String PROCESSORS = "dev.sluice.processors..";
  private static final String JDK = "java..";
  private static final String JSPECIFY = "org.jspecify..";
  private static final String JSON = "tools.jackson..";

  @ArchTest
  static final ArchRule CORE_KNOWS_THE_JDK_AND_ITSELF =
      classes()
          .that()
          .resideInAPackage(CORE)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(CORE, JDK, JSPECIFY);

  @ArchTest
  static final ArchRule CORE_SPEAKS_NO_HTTP =
      noClasses()
          .that()
          .resideInAPackage(CORE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.net.http..", "com.sun.net.httpserver..");

  @ArchTest
  static final ArchRule THE_PACKAGES_OF_CORE_HAVE_AN_ORDER =
      slices().matching("dev.sluice.core.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule EVENTS_KNOW_NOBODY =
      classes()
          .that()
          .resideInAPackage(EVENTS)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(EVENTS, "java.lang..", "java.util..", "java.time..", JSPECIFY, JSON);

  @ArchTest
  static final ArchRule SETTINGS_ARE_READ_FROM_YAML_ALONE =
      classes()
          .that()
          .resideInAPackage(CONFIG)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(CONFIG, CORE, JDK, JSPECIFY, "org.snakeyaml..");

  @ArchTest
  static final ArchRule THE_ADAPTERS_KNOW_CORE_AND_EVENTS =
      classes()
          .that()
          .resideInAPackage(AWS)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(AWS, CORE, EVENTS, JDK, JSPECIFY, JSON, "software.amazon.awssdk..");

  @ArchTest
  static final ArchRule NO_FUNCTION_KNOWS_ANOTHER =
      slices().matching("dev.sluice.(api|validator|processors)..").should().notDependOnEachOther();

  @ArchTest
  static final ArchRule NO_FUNCTION_KNOWS_WHERE_IT_RUNS =
      noClasses()
          .that()
          .resideInAnyPackage(CORE, AWS, EVENTS, CONFIG, API, VALIDATOR, PROCESSORS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.sluice.local..",
              "dev.sluice.cdk..",
              "dev.sluice.cli..",
              "dev.sluice.web..",
              "software.amazon.awscdk..",
              "software.constructs..");

  /// The handlers' way to AWS is through the adapters; a processor's hides its message itself.
  @ArchTest
  static final ArchRule HANDLERS_LEAVE_THE_SDK_TO_THE_ADAPTERS =
      noClasses()
          .that()
          .resideInAnyPackage(API, VALIDATOR, PROCESSORS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("software.amazon.awssdk..");

  /// Each function's environment is handed to it: nothing but a handler's own constructor asks the
  /// process.
  @ArchTest
  static final ArchRule ONLY_A_HANDLER_ASKS_THE_PROCESS_FOR_ITS_ENVIRONMENT =
      noClasses()
          .that()
          .resideInAnyPackage(CORE, AWS, EVENTS, CONFIG, API, VALIDATOR, PROCESSORS)
          .and()
          .haveSimpleNameNotEndingWith("Handler")
          .should()
          .callMethod(System.class, "getenv")
          .orShould()
          .callMethod(System.class, "getenv", String.class);
}
