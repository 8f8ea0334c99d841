// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.evidence;

import antipgd.documents.DocumentKind;
import antipgd.documents.MalformedResultException;
import antipgd.reports.page.Section;
import java.util.ArrayList;
import java.util.List;

/** The sections of documents, in the order in which one asks: what holds, can it fail, how so. */
public final class EvidenceSections {

  /** Makes the section of one document. */
  private interface Maker {

    Section section(Evidence evidence) throws MalformedResultException;
  }

  private EvidenceSections() {}

  /**
   * Makes the sections.
   *
   * @param all what was read
   * @return sections
   * @throws MalformedResultException if there is nothing to show in a document
   */
  public static List<Section> of(List<Evidence> all) throws MalformedResultException {
    List<Section> sections = new ArrayList<>();
    for (DocumentKind kind : DocumentKind.values()) {
      List<Evidence> ofKind = all.stream().filter(it -> it.document().kind() == kind).toList();
      sections.addAll(
          switch (kind) {
            case CLAIMS -> each(ofKind, ClaimsSection::of);
            case SABOTAGE -> each(ofKind, SabotageSection::of);
            case SEEDS -> each(ofKind, SeedsSection::of);
            case VALLEY -> ValleySections.of(ofKind);
            case PHASE -> each(ofKind, PhaseSection::of);
            case TUNING -> each(ofKind, TuningSection::of);
            case LAMBDA -> each(ofKind, LambdaSection::of);
            case REGRESSION -> {
              List<Section> regressions = SparsitySection.of(ofKind);
              regressions.addAll(each(ofKind, ExperimentSection::of));
              yield regressions;
            }
            case SENSING, DIGITS, RESNET -> each(ofKind, ExperimentSection::of);
            case OPPONENTS -> each(ofKind, OpponentsSection::of);
            case LAYERS -> each(ofKind, LayersSection::of);
            case MECHANISM -> each(ofKind, MechanismSection::of);
            case MODELS -> each(ofKind, ModelsSection::of);
          });
    }
    return sections;
  }

  private static List<Section> each(List<Evidence> ofKind, Maker maker)
      throws MalformedResultException {
    List<Section> sections = new ArrayList<>();
    for (Evidence evidence : ofKind) {
      Section section = maker.section(evidence);
      sections.add(ofKind.size() == 1 ? section : section.named(evidence.name()));
    }
    return sections;
  }
}
