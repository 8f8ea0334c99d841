// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.spark;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Spark computes cells, whatever is in them. */
class ArchitectureTest {

  @Test
  void knowsSweepsAndNotWhatTheySweep() {
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAPackage("antipgd.verification..")
                .and(
                    resideOutsideOfPackages(
                        "antipgd.verification.spark",
                        "antipgd.verification.cli",
                        "antipgd.verification.settings",
                        "antipgd.verification.sweep")))
        .check(
            new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("antipgd.verification.spark"));
  }
}
