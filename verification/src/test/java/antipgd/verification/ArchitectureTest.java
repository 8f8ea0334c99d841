// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import antipgd.step.StepKernels;
import antipgd.verification.experiment.Digits;
import antipgd.verification.statistics.Check;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Which package may know which, and what is for one of them alone. */
class ArchitectureTest {

  private static final String HERE = "antipgd.verification";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(HERE);

  @Test
  void knowsOnlyWhatStandsBelow() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("settings")
        .definedBy(HERE + ".settings")
        .layer("statistics")
        .definedBy(HERE + ".statistics")
        .layer("landscape")
        .definedBy(HERE + ".landscape")
        .layer("descent")
        .definedBy(HERE + ".descent")
        .layer("trial")
        .definedBy(HERE + ".trial")
        .layer("experiment")
        .definedBy(HERE + ".experiment")
        .layer("claims")
        .definedBy(HERE + ".claims")
        .layer("sweep")
        .definedBy(HERE + ".sweep")
        .layer("suite")
        .definedBy(HERE + ".suite")
        .layer("cli")
        .definedBy(HERE + ".cli")
        .whereLayer("settings")
        .mayNotAccessAnyLayer()
        .whereLayer("statistics")
        .mayNotAccessAnyLayer()
        .whereLayer("landscape")
        .mayNotAccessAnyLayer()
        .whereLayer("descent")
        .mayOnlyAccessLayers("landscape")
        .whereLayer("trial")
        .mayOnlyAccessLayers("statistics")
        .whereLayer("experiment")
        .mayOnlyAccessLayers("landscape", "descent", "statistics", "settings")
        .whereLayer("claims")
        .mayOnlyAccessLayers(
            "trial", "experiment", "landscape", "descent", "statistics", "settings")
        .whereLayer("sweep")
        .mayOnlyAccessLayers("experiment", "descent", "landscape", "statistics", "settings")
        .whereLayer("suite")
        .mayOnlyAccessLayers("claims", "trial", "statistics")
        .whereLayer("cli")
        .mayNotBeAccessedByAnyLayer()
        .ensureAllClassesAreContainedInArchitecture()
        .check(CLASSES);
  }

  @Test
  void noPackagesKnowEachOther() {
    slices().matching(HERE + ".(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  /** So error rates are declared, and sample sizes computed, in one way. */
  @Test
  void onlyStatisticsDesignsChecks() {
    classes()
        .that()
        .areAssignableTo(Check.class)
        .should()
        .resideInAPackage(HERE + ".statistics")
        .check(CLASSES);
  }

  /** So a saboteur is met by all that a claim does. */
  @Test
  void whatAClaimDoesIsDoneByTheKernelOnTrial() {
    noClasses()
        .that()
        .resideInAnyPackage(HERE + ".claims", HERE + ".experiment", HERE + ".trial")
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(StepKernels.class)
        .check(CLASSES);
  }

  @Test
  void onlyTheCommandLineKnowsPicocli() {
    noClasses()
        .that()
        .resideOutsideOfPackage(HERE + ".cli")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("picocli..")
        .check(CLASSES);
  }

  /** Digits reads the images of an npm package, which are no document of this project's. */
  @Test
  void onlyTheDocumentsKnowJackson() {
    noClasses()
        .that()
        .doNotBelongToAnyOf(Digits.class)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.fasterxml.jackson..")
        .check(CLASSES);
  }

  @Test
  void mathematicsKnowsNoFiles() {
    classes()
        .that()
        .resideInAnyPackage(
            HERE + ".landscape", HERE + ".descent", HERE + ".statistics", HERE + ".trial")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java.lang..",
            "java.util..",
            "org.apache.commons.math3..",
            "antipgd.noise",
            "antipgd.step",
            "antipgd.training",
            HERE + ".landscape",
            HERE + ".descent",
            HERE + ".statistics",
            HERE + ".trial")
        .check(CLASSES);
  }
}
