// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.documents;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;

/**
 * {@code antipgd-claims/1}: what a run of the suite found.
 *
 * @param seed seed of all noise
 * @param scale factor on sample sizes
 * @param falseAlarmBudget sum of the false-alarm rates that all checks declare
 * @param passed whether no check failed
 * @param skipped names of the claims that were not tried
 * @param claims one for each claim
 */
public record ClaimsDocument(
    long seed,
    double scale,
    double falseAlarmBudget,
    boolean passed,
    @MayBeMissing List<String> skipped,
    List<Claim> claims) {

  /** Copies the lists. */
  public ClaimsDocument {
    InvalidFieldException.require(scale > 0, "scale", scale, "above 0");
    skipped = skipped == null ? List.of() : List.copyOf(skipped);
    claims = List.copyOf(claims);
  }

  /**
   * What a trial of a claim found.
   *
   * @param name the claim
   * @param place where the paper makes it
   * @param statement what was tested
   * @param seconds how long it took
   * @param passed whether it was tried and all its checks passed
   * @param skipped why it was not tried; null if it was
   * @param checks one for each of its checks
   */
  public record Claim(
      String name,
      String place,
      String statement,
      double seconds,
      boolean passed,
      @OrNull @MayBeMissing String skipped,
      List<Check> checks) {

    /** Copies the list. */
    public Claim {
      checks = List.copyOf(checks);
    }
  }

  /**
   * A check.
   *
   * @param name its name within the claim
   * @param design what was declared before any data
   * @param outcome what was found
   */
  public record Check(String name, @JsonUnwrapped Design design, @JsonUnwrapped Outcome outcome) {}

  /**
   * What was declared before any data.
   *
   * @param statistic what is measured
   * @param required where it must be
   * @param effect the least deviation that must be found
   * @param falseAlarm declared probability of an alarm if everything is right
   * @param miss probability of missing that deviation, at most
   * @param method how the interval is made
   * @param designedSamples sample size at scale 1
   */
  public record Design(
      String statistic,
      Requirement required,
      double effect,
      double falseAlarm,
      double miss,
      String method,
      long designedSamples) {

    /** Checks the ranges. */
    public Design {
      requireProbability("falseAlarm", falseAlarm);
      requireProbability("miss", miss);
      InvalidFieldException.requireAtLeast(0, "designedSamples", designedSamples);
    }

    private static void requireProbability(String field, double value) {
      InvalidFieldException.require(value >= 0 && value <= 1, field, value, "in [0, 1]");
    }
  }

  /**
   * Where a statistic must be.
   *
   * @param kind {@code equal}, where both ends are the same, or {@code within}
   * @param lower lower end; NaN if it is open
   * @param upper upper end; NaN if it is open
   */
  public record Requirement(String kind, @OrNull double lower, @OrNull double upper) {

    /** Checks the kind. */
    public Requirement {
      InvalidFieldException.require(
          kind.equals("equal") || kind.equals("within"), "kind", kind, "equal or within");
    }
  }

  /**
   * What was found.
   *
   * @param samples number of independent samples
   * @param estimate of the statistic
   * @param lower lower end of its interval; NaN if it is open
   * @param upper upper end of its interval; NaN if it is open
   * @param passed whether the interval is as required
   */
  public record Outcome(
      long samples,
      @OrNull double estimate,
      @OrNull double lower,
      @OrNull double upper,
      boolean passed) {

    /** Checks the range. */
    public Outcome {
      InvalidFieldException.requireAtLeast(0, "samples", samples);
    }
  }
}
