// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.bench;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** What is measured knows nothing of how it is run, and how it is run nothing of what. */
class ArchitectureTest {

  /** Without what JMH's annotation processor writes. */
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("jmh_generated"))
          .importPackages("antipgd.bench");

  @Test
  void benchmarksKnowOnlyWhatTheyMeasure() {
    noClasses()
        .that()
        .resideInAPackage("antipgd.bench")
        .and()
        .doNotHaveSimpleName("ValleyBenchmark") // It measures chains, which are the verification's.
        .should()
        .dependOnClassesThat(
            resideInAPackage("antipgd..")
                .and(
                    resideOutsideOfPackages(
                        "antipgd.bench", "antipgd.noise", "antipgd.step", "antipgd.training")))
        .check(CLASSES);
  }

  /** Of what it runs, the front end reads the annotations, and the choices that parameters have. */
  @Test
  void theFrontEndMeasuresNothing() {
    noClasses()
        .that()
        .resideInAPackage("antipgd.bench.front")
        .should()
        .dependOnClassesThat()
        .haveSimpleNameEndingWith("Benchmark")
        .orShould()
        .dependOnClassesThat()
        .resideInAnyPackage("antipgd.verification..", "antipgd.simd..")
        .check(CLASSES);
  }

  @Test
  void onlyTheDocumentsKnowJackson() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.fasterxml.jackson..")
        .check(CLASSES);
  }

  /** Kernels have it in the library; here it measures the machine. */
  @Test
  void oneClassKnowsTheVectorApi() {
    noClasses()
        .that()
        .doNotHaveSimpleName("VectorArithmetic")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("jdk.incubator.vector")
        .check(CLASSES);
  }
}
