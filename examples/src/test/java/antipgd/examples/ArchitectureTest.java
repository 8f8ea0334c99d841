// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.examples;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Examples use what a user may, so not the package of the Vector API. */
class ArchitectureTest {

  @Test
  void knowsOnlyWhatUsersDo() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "antipgd.examples", "antipgd.noise", "antipgd.step", "antipgd.training", "java..")
        .check(
            new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("antipgd.examples"));
  }
}
