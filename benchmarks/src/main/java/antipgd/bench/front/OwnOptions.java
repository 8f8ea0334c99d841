// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.bench.front;

import antipgd.documents.AtomicFile;
import antipgd.reports.Reports;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The options that JMH does not know, and what is left for it.
 *
 * @param resume the result file to go on with
 * @param pages the folder of the page
 * @param rest JMH's options
 */
record OwnOptions(Optional<String> resume, Path pages, List<String> rest) {

  private static final String RESUME = "--resume";
  private static final String OUT = "--out";

  static OwnOptions of(String... args) throws BadInputException {
    Optional<String> resume = Optional.empty();
    Path pages = Reports.DEFAULT_FOLDER;
    List<String> rest = new ArrayList<>();
    for (int i = 0; i < args.length; i++) {
      if (!args[i].equals(RESUME) && !args[i].equals(OUT)) {
        rest.add(args[i]);
        continue;
      }
      String option = args[i];
      i++;
      if (i == args.length) {
        throw new BadInputException(option + ": must be followed by a path");
      }
      if (option.equals(RESUME)) {
        resume = Optional.of(args[i]);
      } else {
        pages = Path.of(args[i]);
      }
    }
    check(pages);
    return new OwnOptions(resume, pages, List.copyOf(rest));
  }

  /** The whole command line again, for another VM. */
  String[] all(String... options) {
    List<String> all = new ArrayList<>(List.of(OUT, pages.toString()));
    resume.ifPresent(file -> all.addAll(List.of(RESUME, file)));
    all.addAll(List.of(options));
    return all.toArray(String[]::new);
  }

  /** Before a long run: what exists of the folder must be a folder that can be written to. */
  private static void check(Path pages) throws BadInputException {
    if (!AtomicFile.canWriteInto(pages)) {
      throw new BadInputException(OUT + " " + pages + ": cannot be written");
    }
  }
}
