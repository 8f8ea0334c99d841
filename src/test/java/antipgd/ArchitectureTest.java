// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Which package may know which; everything else that the library uses is the JDK's. The Vector API
 * is for one package alone, and no other package knows that one.
 */
class ArchitectureTest {

  private static final JavaClasses LIBRARY =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("antipgd");

  /** The packages, and what each may use. */
  private enum LibraryPackage {
    NOISE("antipgd.noise"),
    STEP("antipgd.step", "antipgd.noise"),
    SIMD("antipgd.simd", "antipgd.step", "antipgd.noise", "jdk.incubator.vector"),
    TRAINING("antipgd.training", "antipgd.step", "antipgd.noise");

    final String name;
    final String[] mayUse;

    LibraryPackage(String name, String... others) {
      this.name = name;
      List<String> all = new ArrayList<>(List.of(name, "java..", "com.sun.management.."));
      all.addAll(List.of(others));
      mayUse = all.toArray(String[]::new);
    }
  }

  @ParameterizedTest
  @EnumSource
  void knowsOnly(LibraryPackage it) {
    classes()
        .that()
        .resideInAPackage(it.name)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(it.mayUse)
        .check(LIBRARY);
  }

  @Test
  void everyClassIsInAPackageWithARule() {
    classes()
        .should()
        .resideInAnyPackage(
            Arrays.stream(LibraryPackage.values()).map(it -> it.name).toArray(String[]::new))
        .check(LIBRARY);
  }

  @Test
  void theRulesSeeTheVectorApi() {
    assertThat(LIBRARY.get("antipgd.simd.SimdLoops").getDirectDependenciesFromSelf())
        .anyMatch(use -> use.getTargetClass().getPackageName().equals("jdk.incubator.vector"));
  }
}
