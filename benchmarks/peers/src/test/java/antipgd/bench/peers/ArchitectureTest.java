// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.bench.peers;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Peers are measured like the kernel, by the same front end. */
class ArchitectureTest {

  /** Without what JMH's annotation processor writes. */
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("jmh_generated"))
          .importPackages("antipgd.bench.peers");

  @Test
  void knowsTheKernelAndTheFrontEnd() {
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAPackage("antipgd..")
                .and(resideOutsideOfPackages("antipgd.bench..", "antipgd.noise", "antipgd.step")))
        .check(CLASSES);
  }
}
