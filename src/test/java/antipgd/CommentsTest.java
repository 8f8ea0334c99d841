// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever a user sees has a whole comment. The build's Javadoc cannot say so: it has one warning
 * always, that the Vector API is an incubator's.
 */
class CommentsTest {

  @Test
  void doclintHasNothingToSay(@TempDir Path classes) throws IOException {
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    try (Stream<Path> files = Files.walk(Path.of("main/java"));
        StandardJavaFileManager manager = javac.getStandardFileManager(found, null, null)) {
      List<Path> sources = files.filter(file -> file.toString().endsWith(".java")).toList();
      List<String> options = List.of("-Xdoclint:all/protected", "-d", classes.toString());
      javac
          .getTask(
              null, manager, found, options, null, manager.getJavaFileObjectsFromPaths(sources))
          .call();
    }
    assertThat(found.getDiagnostics())
        .filteredOn(it -> !it.getCode().equals("compiler.warn.incubating.modules"))
        .isEmpty();
  }
}
