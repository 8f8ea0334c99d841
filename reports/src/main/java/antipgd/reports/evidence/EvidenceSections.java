package antipgd.reports.evidence;

import antipgd.reports.json.MalformedResultException;
import antipgd.reports.json.Place;
import antipgd.reports.page.Section;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The sections of documents, in the order in which one asks: what holds, can it fail, how so. */
public final class EvidenceSections {

  /** Makes sections of all documents of a kind. */
  private interface Maker {

    List<Section> sections(List<Document> documents) throws MalformedResultException;
  }

  /** The version of a kind that is read, and what makes its sections. */
  private record Kind(int version, Maker maker) {}

  private static final Map<String, Kind> KINDS = new LinkedHashMap<>();

  static {
    KINDS.put("claims", new Kind(1, each(Claims::section)));
    KINDS.put("sabotage", new Kind(1, each(Sabotage::section)));
    KINDS.put("seeds", new Kind(1, each(Seeds::section)));
    KINDS.put("valley", new Kind(1, Valley::sections));
    KINDS.put("phase", new Kind(1, each(PhaseDiagram::section)));
    KINDS.put("tuning", new Kind(2, each(Tuning::section)));
    KINDS.put("regression", new Kind(1, each(Experiment::section)));
    KINDS.put("sensing", new Kind(1, each(Experiment::section)));
    KINDS.put("digits", new Kind(1, each(Experiment::section)));
    KINDS.put("layers", new Kind(1, each(Layers::section)));
  }

  /** Makes the section of one document. */
  private interface One {

    Section section(Document document) throws MalformedResultException;
  }

  private EvidenceSections() {}

  private static Maker each(One one) {
    return documents -> {
      List<Section> sections = new ArrayList<>();
      for (Document document : documents) {
        Section section = one.section(document);
        sections.add(documents.size() == 1 ? section : section.named(document.name()));
      }
      return sections;
    };
  }

  /**
   * Makes the sections.
   *
   * @param files what was read, by the name to call it
   * @return sections
   * @throws MalformedResultException if one is foreign, of a newer version, or not what it says
   */
  public static List<Section> of(Map<String, Place> files) throws MalformedResultException {
    Map<String, List<Document>> byKind = new LinkedHashMap<>();
    KINDS.keySet().forEach(kind -> byKind.put(kind, new ArrayList<>()));
    for (Map.Entry<String, Place> file : files.entrySet()) {
      Document document = Document.of(file.getKey(), file.getValue());
      if (!KINDS.containsKey(document.kind())) {
        throw document
            .root()
            .at("schema")
            .malformed("antipgd-" + document.kind() + ": must be one of " + KINDS.keySet());
      }
      document.requireVersion(KINDS.get(document.kind()).version);
      byKind.get(document.kind()).add(document);
    }
    List<Section> sections = new ArrayList<>();
    for (Map.Entry<String, List<Document>> kind : byKind.entrySet()) {
      sections.addAll(KINDS.get(kind.getKey()).maker.sections(kind.getValue()));
    }
    return sections;
  }
}
