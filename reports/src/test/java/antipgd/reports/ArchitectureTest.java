// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which package may know which, and which library is for one of them alone. */
class ArchitectureTest {

  private static final String HERE = "antipgd.reports";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(HERE);

  @Test
  void knowsOnlyWhatStandsBelow() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("plot")
        .definedBy(HERE + ".plot")
        .layer("page")
        .definedBy(HERE + ".page")
        .layer("evidence")
        .definedBy(HERE + ".evidence")
        .layer("jmh")
        .definedBy(HERE + ".jmh")
        .layer("commands")
        .definedBy(HERE)
        .whereLayer("plot")
        .mayNotAccessAnyLayer()
        .whereLayer("page")
        .mayOnlyAccessLayers("plot")
        .whereLayer("evidence")
        .mayOnlyAccessLayers("plot", "page")
        .whereLayer("jmh")
        .mayOnlyAccessLayers("plot", "page")
        .whereLayer("commands")
        .mayNotBeAccessedByAnyLayer()
        .ensureAllClassesAreContainedInArchitecture()
        .check(CLASSES);
  }

  /** Reports read what documents say, and know neither the library nor who ran it. */
  @Test
  void knowsNoModuleButTheDocuments() {
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAPackage("antipgd..")
                .and(resideOutsideOfPackages(HERE + "..", "antipgd.documents")))
        .check(CLASSES);
  }

  @ParameterizedTest
  @CsvSource({
    "picocli.., antipgd.reports",
    "com.samskivert.mustache.., antipgd.reports.page",
    "org.apache.commons.math3.., antipgd.reports.jmh antipgd.reports.evidence",
    "com.fasterxml.jackson.., antipgd.documents"
  })
  void aLibraryIsForFewPackages(String library, String users) {
    noClasses()
        .that()
        .resideOutsideOfPackages(users.split(" "))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .check(CLASSES);
  }
}
