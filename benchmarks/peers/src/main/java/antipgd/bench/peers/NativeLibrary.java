// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.bench.peers;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.bytedeco.javacpp.Loader;

/** A library outside of Java, and the artifacts that must be on the class path for it. */
enum NativeLibrary {
  ONE_MKL(
      "oneMKL",
      "mkl",
      new Part("javacpp", "", "jnijavacpp"),
      new Part("mkl", "", "jnimkl_rt"),
      new Part("mkl", "-redist", "iomp5")),

  LIBTORCH(
      "libtorch",
      "torch",
      new Part("javacpp", "", "jnijavacpp"),
      new Part("openblas", "", "jniopenblas_nolapack"),
      new Part("pytorch", "", "jnitorch"));

  /** The option of a VM that will not load them silently, or at all, without it. */
  static final String ACCESS = "--enable-native-access=ALL-UNNAMED";

  private static final String GROUP = "org.bytedeco";

  private final String title;
  private final String prefix;
  private final List<Part> parts;

  NativeLibrary(String title, String prefix, Part... parts) {
    this.title = title;
    this.prefix = prefix;
    this.parts = List.of(parts);
  }

  /** An artifact of {@link #GROUP} for this platform, known by one of the files in it. */
  private record Part(String artifact, String suffix, String library) {

    boolean isMissing() {
      String file =
          String.join(
              "/",
              GROUP.replace('.', '/'),
              artifact,
              Loader.getPlatform(),
              System.mapLibraryName(library));
      return NativeLibrary.class.getClassLoader().getResource(file) == null;
    }

    String coordinates() {
      try {
        return String.join(
            ":",
            GROUP,
            artifact,
            Loader.getVersion(GROUP, artifact),
            Loader.getPlatform() + suffix);
      } catch (IOException e) {
        throw new IllegalStateException(artifact + " without its version", e);
      }
    }
  }

  /** What the names of its benchmarks begin with. */
  String prefix() {
    return prefix;
  }

  /** The artifacts that the class path lacks. */
  List<String> missing() {
    return parts.stream().filter(Part::isMissing).map(Part::coordinates).toList();
  }

  /** Says in one line that it cannot run and what it needs. */
  String complaint() {
    return missing().stream().collect(Collectors.joining(", ", title + " needs ", ""));
  }

  /**
   * To be called before its first use.
   *
   * @throws IllegalStateException if artifacts are missing; the message names them
   */
  void require() {
    if (!missing().isEmpty()) {
      throw new IllegalStateException(complaint());
    }
  }
}
