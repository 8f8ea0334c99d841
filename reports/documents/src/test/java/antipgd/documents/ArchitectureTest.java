// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.documents;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The types of result files stand below everything that writes or reads one. */
class ArchitectureTest {

  @Test
  void knowsNothingButJackson() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("antipgd.documents", "java..", "com.fasterxml.jackson..")
        .check(
            new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("antipgd"));
  }
}
