// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.djl;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("antipgd.djl");

  /** So somebody else's program needs no more for it. */
  @Test
  void theOptimizerKnowsDjlAndTheLibraryAlone() {
    classes()
        .that()
        .resideInAPackage("antipgd.djl")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "ai.djl",
            "ai.djl.ndarray..",
            "ai.djl.nn..",
            "ai.djl.training..",
            "ai.djl.util",
            "antipgd.djl",
            "antipgd.step",
            "antipgd.training")
        .check(CLASSES);
  }

  @Test
  void exampleExplorerAndBenchmarkDoNotKnowEachOther() {
    for (String one : new String[] {"example", "explore", "bench"}) {
      noClasses()
          .that()
          .resideInAPackage("antipgd.djl." + one)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              Stream.of("example", "explore", "bench")
                  .filter(other -> !other.equals(one))
                  .map(other -> "antipgd.djl." + other)
                  .toArray(String[]::new))
          .check(CLASSES);
    }
  }

  /** Any engine of DJL's that shows its memory will do. */
  @Test
  void nothingKnowsTheEngine() {
    noClasses().should().dependOnClassesThat().resideInAPackage("ai.djl.pytorch..").check(CLASSES);
  }
}
