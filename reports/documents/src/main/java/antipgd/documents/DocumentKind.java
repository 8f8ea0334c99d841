// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.documents;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.type.TypeFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a document of the verification may hold, in the order in which a page shows it. A new kind
 * is a new record and a line here.
 */
public enum DocumentKind {
  /** What each check of each claim measured, required and decided. */
  CLAIMS(1, ClaimsDocument.class),
  /** Which check catches which saboteur. */
  SABOTAGE(1, SabotageDocument.class),
  /** The claims under other seeds. */
  SEEDS(1, SeedsDocument.class),
  /** Chains on the widening valley. */
  VALLEY(1, ValleyDocument.class),
  /** The phase diagram of Theorem 3.1. */
  PHASE(1, SweepDocument.class, PhaseRow.class),
  /** Where each setting of step size and noise ends. */
  TUNING(2, SweepDocument.class, TuningRow.class),
  /** The way from PGD to Anti-PGD, by the part of the last noise that is taken back. */
  LAMBDA(1, SweepDocument.class, LambdaRow.class),
  /** Quadratically parametrized regression. */
  REGRESSION(1, ExperimentDocument.class, ExperimentDocument.RegressionProblem.class),
  /** Matrix sensing. */
  SENSING(1, ExperimentDocument.class, ExperimentDocument.SensingProblem.class),
  /** A network that reads digits. */
  DIGITS(1, ExperimentDocument.class, ExperimentDocument.DigitsProblem.class),
  /** A residual network that reads digits. */
  RESNET(1, ExperimentDocument.class, ExperimentDocument.ResnetProblem.class),
  /** Other ways to a flat minimum, at equal budgets. */
  OPPONENTS(1, OpponentsDocument.class),
  /** Noise on all layers of a wide network, or on one at a time. */
  LAYERS(1, LayersDocument.class),
  /** The rules beside descent on the regularized loss, and how far from the flattest they end. */
  MECHANISM(1, MechanismDocument.class),
  /** The follow-up's simple models, and how near to the flattest point one arrives. */
  MODELS(1, ModelsDocument.class);

  private final int version;
  private final Class<?> content;
  private final Class<?>[] parts;

  DocumentKind(int version, Class<?> content, Class<?>... parts) {
    this.version = version;
    this.content = content;
    this.parts = parts;
  }

  /** Its name in a schema. */
  private String typed() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * What documents of this kind say that they are.
   *
   * @return name and version of their schema, as in {@code antipgd-claims/1}
   */
  public String schema() {
    return "antipgd-" + typed() + "/" + version;
  }

  int version() {
    return version;
  }

  JavaType type() {
    TypeFactory types = TypeFactory.defaultInstance();
    return parts.length == 0
        ? types.constructType(content)
        : types.constructParametricType(content, parts);
  }

  static Optional<DocumentKind> of(String typed) {
    return Arrays.stream(values()).filter(kind -> kind.typed().equals(typed)).findFirst();
  }

  static List<String> allTyped() {
    return Arrays.stream(values()).map(DocumentKind::typed).toList();
  }
}
