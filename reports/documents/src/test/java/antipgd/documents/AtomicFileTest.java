// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

  @TempDir private Path folder;

  @Test
  void writersNeverCollideAndReadersSeeWholeFiles() throws Exception {
    Path file = folder.resolve("it");
    List<String> texts =
        IntStream.range(0, 4).mapToObj(i -> String.valueOf(i).repeat(200_000)).toList();
    AtomicFile.write(file, texts.get(0));
    ExecutorService pool = Executors.newFixedThreadPool(texts.size());
    try {
      List<Callable<Void>> writers =
          texts.stream()
              .<Callable<Void>>map(
                  text ->
                      () -> {
                        for (int i = 0; i < 50; i++) {
                          AtomicFile.write(file, text);
                          assertThat(Files.readString(file)).isIn(texts);
                        }
                        return null;
                      })
              .toList();
      for (Future<Void> writer : pool.invokeAll(writers)) {
        writer.get();
      }
    } finally {
      pool.shutdown();
    }
    assertThat(folder).isDirectoryContaining(file::equals);
    assertThat(folder.toFile().list()).containsExactly("it");
  }

  @Test
  void hasThePermissionsOfAnyFile() throws IOException {
    Path any = Files.writeString(folder.resolve("any"), "");
    Path file = folder.resolve("it");
    AtomicFile.write(file, "text");

    assertThat(file).hasContent("text");
    assertThat(Files.getPosixFilePermissions(file)).isEqualTo(Files.getPosixFilePermissions(any));
  }

  @Test
  void aLinkStaysALink() throws IOException {
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    Path target = elsewhere.resolve("target");
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("elsewhere", "target"));
    AtomicFile.write(link, "made");
    assertThat(target).hasContent("made");
    AtomicFile.write(link, "replaced");

    assertThat(Files.isSymbolicLink(link)).isTrue();
    assertThat(target).hasContent("replaced");
    assertThat(elsewhere.toFile().list()).containsExactly("target");
  }

  @Test
  void leavesNothingBehindWhereItFails() throws IOException {
    Path full = Files.createDirectory(folder.resolve("full"));
    Files.writeString(full.resolve("x"), "");

    assertThatThrownBy(() -> AtomicFile.write(full, "text")).isInstanceOf(IOException.class);
    assertThat(folder.toFile().list()).containsExactly("full");
  }

  /** The disk of this device is always full. */
  @Test
  void saysWhichFileItHadNoRoomFor() {
    assertThatThrownBy(() -> AtomicFile.write(Path.of("/dev/full"), "text"))
        .isInstanceOf(IOException.class)
        .hasMessage("/dev/full: No space left on device");
  }

  @Test
  void linksInACircleAreRefused() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("a"), Path.of("b"));
    Files.createSymbolicLink(folder.resolve("b"), Path.of("a"));

    assertThat(AtomicFile.canWrite(link)).isFalse();
    assertThatThrownBy(() -> AtomicFile.write(link, "text"))
        .isInstanceOf(FileSystemLoopException.class);
  }

  /** Whoever may write anywhere would else have a file in the place of a device. */
  @Test
  @Timeout(60)
  void aPipeIsWrittenToAndNotReplaced() throws Exception {
    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    Process reader =
        new ProcessBuilder("cat", pipe.toString())
            .redirectOutput(folder.resolve("read").toFile())
            .start();

    assertThat(AtomicFile.canWrite(pipe)).isTrue();
    AtomicFile.write(pipe, "text");
    assertThat(reader.waitFor()).isZero();
    assertThat(folder.resolve("read")).hasContent("text");
    assertThat(Files.isRegularFile(pipe)).isFalse();
  }

  @Test
  void tellsBeforeAnyWorkWhatCanBeWritten() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    Path astray = Files.createSymbolicLink(folder.resolve("astray"), Path.of("no", "such"));

    assertThat(AtomicFile.canWrite(file)).isTrue();
    assertThat(AtomicFile.canWrite(folder.resolve("new"))).isTrue();
    assertThat(AtomicFile.canWrite(folder)).isFalse();
    assertThat(AtomicFile.canWrite(folder.resolve("no/such"))).isFalse();
    assertThat(AtomicFile.canWrite(file.resolve("below"))).isFalse();
    assertThat(AtomicFile.canWrite(astray)).isFalse();

    assertThat(AtomicFile.canWriteInto(folder)).isTrue();
    assertThat(AtomicFile.canWriteInto(folder.resolve("no/such"))).isTrue();
    assertThat(AtomicFile.canWriteInto(file)).isFalse();
    assertThat(AtomicFile.canWriteInto(file.resolve("below"))).isFalse();
    assertThat(AtomicFile.canWriteInto(astray)).isFalse();
  }
}
