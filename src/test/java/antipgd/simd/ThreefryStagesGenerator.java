// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.simd;

import static java.util.stream.Collectors.joining;

import antipgd.noise.Threefry4x32;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Writes the two classes of {@link Stage}s that {@link SimdThreefry} chooses from: the same cipher,
 * cut after other steps. To try other cuts, change the lists here and run {@link #COMMAND}.
 *
 * @param ends13 the last step of each stage of the first thirteen rounds, which are a cipher too
 * @param ends20 the last step of each stage of the others
 */
record ThreefryStagesGenerator(
    String className, String javadoc, List<Step> ends13, List<Step> ends20) {

  static final ThreefryStagesGenerator SHORT =
      new ThreefryStagesGenerator(
          "ShortThreefryStages",
          """
          /**
           * {@link SimdThreefry} for JDK 17, where a rotation is three operations and the JIT stops inlining
           * after about forty: two or three rounds a stage.
           */
          """,
          List.of(round(3), round(5), key(2), round(10), round(12)),
          List.of(round(15), round(17), key(5)));

  static final ThreefryStagesGenerator LONG =
      new ThreefryStagesGenerator(
          "LongThreefryStages",
          """
          /**
           * {@link SimdThreefry} where a rotation is one operation: four rounds a stage. Each stage stores
           * four vectors a tile and loads them again, so fewer are faster.
           */
          """,
          List.of(round(4), round(8), round(12)),
          List.of(round(16), key(5)));

  /** Writes the classes into the source tree. */
  static final String COMMAND = "mvn -pl src test -Dtest=ThreefryStagesTest -Dregenerate";

  /** A step of the cipher: what is done once, before the loop, and what for each vector. */
  private record Step(String name, String once, String each) {}

  /** Twenty rounds, and a key after every fourth. */
  private static List<Step> cipher() {
    List<Step> steps = new ArrayList<>();
    steps.add(rounds0And1());
    for (int r = 2; r < 20; r++) {
      steps.add(round(r));
      if (r % 4 == 3) {
        steps.add(key(r / 4 + 1));
      }
    }
    return steps;
  }

  private static Step rounds0And1() {
    String once =
        """
        // All lanes share the upper three counter words, so half of round 0 and a part of round 1 are
        // done once in scalars.
        int c1 = (int) (b.block >>> 32) + b.k1;
        int c3 = (int) (b.step >>> 32) + b.k3;
        int u2 = (int) b.step + b.k2 + c3;
        int u3 = Integer.rotateLeft(c3, %d) ^ u2;
        int r1 = Integer.rotateLeft(c1, %d);
        int r3 = Integer.rotateLeft(u3, %d);
        int sum = (int) b.block + b.k0 + c1;
        """
            .formatted(rotation(0, 1), rotation(0, 0), rotation(1, 0));
    String each =
        """
        IntVector x0 = LANE.add(sum + j);
        IntVector x1 = x0.lanewise(XOR, r1);
        x0 = x0.add(u3);
        IntVector x3 = x0.lanewise(XOR, r3);
        IntVector x2 = x1.add(u2);
        x1 = x1.lanewise(ROL, %d).lanewise(XOR, x2);
        """
            .formatted(rotation(1, 1));
    return new Step("Round0Round1", once, each);
  }

  /** Words 0 and 2 are mixed with 1 and 3, in odd rounds with 3 and 1. */
  private static Step round(int r) {
    int partner = r % 2 == 0 ? 1 : 3;
    String each = mix(0, partner, rotation(r, 0)) + mix(2, 4 - partner, rotation(r, 1));
    return new Step("Round" + r, "", each);
  }

  private static String mix(int a, int b, int rotation) {
    return """
        x%1$d = x%1$d.add(x%2$d);
        x%2$d = x%2$d.lanewise(ROL, %3$d).lanewise(XOR, x%1$d);
        """
        .formatted(a, b, rotation);
  }

  private static int rotation(int round, int mix) {
    return Threefry4x32.rotations()[2 * (round % 8) + mix];
  }

  /** The n-th key: four of the five key words, from word n on, and n itself. */
  private static Step key(int n) {
    return new Step(
        "Key" + n,
        forEachWord(
            i -> "int key%dx%d = b.k%d".formatted(n, i, (n + i) % 5) + (i < 3 ? "" : " + " + n)),
        forEachWord(i -> "x%1$d = x%1$d.add(key%2$dx%1$d)".formatted(i, n)));
  }

  private static String forEachWord(IntFunction<String> statement) {
    return IntStream.range(0, 4).mapToObj(statement).collect(joining(";\n", "", ";\n"));
  }

  /** The class, formatted as the build wants it. */
  String source() {
    List<Step> cipher = cipher();
    int half = cipher.indexOf(round(12)) + 1;
    List<List<Step>> stages13 = stages(cipher.subList(0, half), ends13);
    List<List<Step>> stages20 = stages(cipher.subList(half, cipher.size()), ends20);
    return """
        // SPDX-FileCopyrightText: the authors of antipgd
        // SPDX-License-Identifier: Apache-2.0
        package antipgd.simd;

        // Written by ThreefryStagesGenerator: change that, and run
        // %s

        import static antipgd.simd.NoiseBlock.W1;
        import static antipgd.simd.NoiseBlock.W2;
        import static antipgd.simd.NoiseBlock.W3;
        import static jdk.incubator.vector.VectorOperators.ROL;
        import static jdk.incubator.vector.VectorOperators.XOR;

        import java.util.List;
        import jdk.incubator.vector.IntVector;
        import jdk.incubator.vector.VectorSpecies;

        %sfinal class %s {

          private static final VectorSpecies<Integer> INTS = Lanes.INTS;
          private static final int LANES = Lanes.COUNT;
          private static final IntVector LANE = IntVector.zero(INTS).addIndex(1);

          static final List<Stage> ROUNDS_0_TO_12 =
        %s
          static final List<Stage> ROUNDS_13_TO_19 =
        %s
          private %s() {}

        %s%s  private static IntVector load(int[] x, int i) {
            return IntVector.fromArray(INTS, x, i);
          }
        }
        """
        .formatted(
            COMMAND,
            javadoc,
            className,
            list(stages13),
            list(stages20),
            className,
            join(stages13, it -> method(it)),
            join(stages20, it -> method(it)));
  }

  private static List<List<Step>> stages(List<Step> steps, List<Step> ends) {
    Step last = steps.get(steps.size() - 1);
    if (!ends.contains(last)) {
      throw new IllegalArgumentException("the last stage must end with " + last.name());
    }
    List<List<Step>> stages = new ArrayList<>();
    int from = 0;
    for (Step end : ends) {
      int to = steps.indexOf(end) + 1;
      stages.add(steps.subList(from, to));
      from = to;
    }
    return stages;
  }

  /** In one line if it fits. */
  private String list(List<List<Step>> stages) {
    List<String> names = stages.stream().map(it -> className + "::" + name(it)).toList();
    String line = "      List.of(" + String.join(", ", names) + ");\n";
    return line.length() <= 100 + 1
        ? line
        : "      List.of(\n          " + String.join(",\n          ", names) + ");\n";
  }

  private static String method(List<Step> stage) {
    String load =
        """
        IntVector x0 = load(x, i);
        IntVector x1 = load(x, i + W1);
        IntVector x2 = load(x, i + W2);
        IntVector x3 = load(x, i + W3);
        """;
    String store =
        """
        x0.intoArray(x, i);
        x1.intoArray(x, i + W1);
        x2.intoArray(x, i + W2);
        x3.intoArray(x, i + W3);
        """;
    String start = stage.contains(rounds0And1()) ? "" : load;
    return """
          private static void %s(NoiseBlock b) {
        %s    int[] x = b.words;
            for (int j = 0, end = b.lanes; j < end; j += LANES) {
              int i = NoiseBlock.word0(j);
        %s    }
          }

        """
        .formatted(
            name(stage),
            join(stage, Step::once).indent(4),
            (start + join(stage, Step::each) + store).indent(6));
  }

  /** For example rounds6To7Key2. */
  private static String name(List<Step> stage) {
    String name = join(stage, Step::name).replaceAll("Round(\\d+)(Round\\d+)*Round", "Rounds$1To");
    return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
  }

  private static <T> String join(List<T> parts, Function<T, String> text) {
    return parts.stream().map(text).collect(joining());
  }
}
