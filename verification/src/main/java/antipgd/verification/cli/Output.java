// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.cli;

import antipgd.documents.AtomicFile;
import antipgd.documents.DocumentKind;
import antipgd.documents.ResultDocument;
import antipgd.step.StepKernel;
import antipgd.verification.settings.Bounds;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where the result file goes, if anywhere. */
final class Output {

  @Option(names = "--json", paramLabel = "FILE", description = "Writes the results there.")
  private Path json;

  /** Before any work: the file must be one that could be written. */
  void check() {
    Bounds.require(
        json == null || AtomicFile.canWrite(json),
        "json",
        json,
        "a file in a directory that exists and can be written to");
  }

  void write(DocumentKind kind, StepKernel kernel, Object content) throws IOException {
    write(ResultDocument.ofThisVm(kind, kernel.name(), content));
  }

  void write(ResultDocument document) throws IOException {
    if (json != null) {
      document.write(json);
    }
  }
}
