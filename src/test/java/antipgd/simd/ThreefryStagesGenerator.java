// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.simd;

import static java.util.stream.Collectors.joining;

import antipgd.noise.Threefry4x32;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Writes the two classes of {@link Stage}s that {@link SimdThreefry} chooses from: the same cipher,
 * cut after other steps. Rotations repeat after eight rounds, so stages that differ in nothing but
 * the key are one class, which the JIT compiles once. To try other cuts, change the lists here and
 * run {@link #COMMAND}.
 *
 * @param ends13 the last step of each stage of thirteen rounds
 * @param ends20 the last step of each stage of twenty rounds
 */
record ThreefryStagesGenerator(
    String className, String javadoc, List<Step> ends13, List<Step> ends20) {

  static final ThreefryStagesGenerator SHORT =
      new ThreefryStagesGenerator(
          "ShortThreefryStages",
          """
          /**
           * {@link SimdThreefry} for JDK 17, where a rotation is three operations and the JIT stops inlining
           * after about forty: at most three rounds a stage.
           */
          """,
          List.of(round(3), mix(6, 0), round(8), round(11), round(12)),
          List.of(
              round(3), mix(6, 0), round(8), round(11), mix(14, 0), round(16), round(19), key(5)));

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
          List.of(key(1), key(2), key(3), key(4), key(5)));

  /** Writes the classes into the source tree. */
  static final String COMMAND = "mvn -pl src test -Dtest=ThreefryStagesTest -Dregenerate";

  /**
   * A step of the cipher.
   *
   * @param once what is done before the loop
   * @param each what is done for each vector
   * @param key number of the key that is added, or 0
   */
  private record Step(String name, String once, String each, int key) {}

  /** Twenty rounds, and a key after every fourth. A round is two steps if a stage ends in it. */
  private static List<Step> cipher(List<Step> ends) {
    List<Step> steps = new ArrayList<>();
    steps.add(rounds0And1());
    for (int r = 2; r < 20; r++) {
      steps.addAll(ends.contains(mix(r, 0)) ? List.of(mix(r, 0), mix(r, 1)) : List.of(round(r)));
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
        int c1 = (int) (b.block >>> 32) + b.keys[1];
        int c3 = (int) (b.step >>> 32) + b.keys[3];
        int u2 = (int) b.step + b.keys[2] + c3;
        int u3 = Integer.rotateLeft(c3, %d) ^ u2;
        int r1 = Integer.rotateLeft(c1, %d);
        int r3 = Integer.rotateLeft(u3, %d);
        int sum = (int) b.block + b.keys[0] + c1;
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
    return new Step("Round0Round1", once, each, 0);
  }

  private static Step round(int r) {
    return new Step("Round" + r, "", mix(r, 0).each + mix(r, 1).each, 0);
  }

  /** Half a round: words 0 and 2 are mixed with 1 and 3, in odd rounds with 3 and 1. */
  private static Step mix(int r, int half) {
    int sum = 2 * half;
    int mixed = (sum + (r % 2 == 0 ? 1 : 3)) % 4;
    String each =
        """
        x%1$d = x%1$d.add(x%2$d);
        x%2$d = x%2$d.lanewise(ROL, %3$d).lanewise(XOR, x%1$d);
        """
            .formatted(sum, mixed, rotation(r, half));
    return new Step("Mix" + r, "", each, 0);
  }

  private static int rotation(int round, int mix) {
    return Threefry4x32.rotations()[2 * (round % 8) + mix];
  }

  /** Its number is a component of the stage. */
  private static Step key(int n) {
    return new Step(
        "Key",
        forEachWord(i -> "int key%1$d = b.keys[4 * n + %1$d]".formatted(i)),
        forEachWord(i -> "x%1$d = x%1$d.add(key%1$d)".formatted(i)),
        n);
  }

  private static String forEachWord(IntFunction<String> statement) {
    return IntStream.range(0, 4).mapToObj(statement).collect(joining(";\n", "", ";\n"));
  }

  /** The class, formatted as the build wants it. */
  String source() {
    Map<String, String> stages = new LinkedHashMap<>();
    String rounds13 = list(ends13, stages);
    String rounds20 = list(ends20, stages);
    String classes =
        stages.entrySet().stream().map(it -> it.getValue() + it.getKey()).collect(joining());
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

          static final List<Stage> ROUNDS_13 =
        %s
          static final List<Stage> ROUNDS_20 =
        %s
          private %s() {}

          private static IntVector load(int[] x, int i) {
            return IntVector.fromArray(INTS, x, i);
          }
        %s}
        """
        .formatted(COMMAND, javadoc, className, rounds13, rounds20, className, classes);
  }

  /**
   * A list of stages.
   *
   * @param stages the heads of their classes by the bodies; new ones are added
   */
  private static String list(List<Step> ends, Map<String, String> stages) {
    List<Step> cipher = cipher(ends);
    List<String> list = new ArrayList<>();
    int from = 0;
    for (Step end : ends) {
      int to = cipher.indexOf(end) + 1;
      List<Step> steps = cipher.subList(from, to);
      String key =
          steps.stream().filter(it -> it.key > 0).map(it -> "" + it.key).collect(joining());
      String parameter = key.isEmpty() ? "" : "int n";
      String head =
          stages.computeIfAbsent(
              body(steps), it -> "\n  private record %s(%s)".formatted(name(steps), parameter));
      String name = head.substring(head.lastIndexOf(' ', head.indexOf('(')) + 1, head.indexOf('('));
      list.add("new %s(%s)".formatted(name, key));
      from = to;
    }
    String line = "      List.of(" + String.join(", ", list) + ");\n";
    return line.length() <= 100 + 1
        ? line
        : "      List.of(\n          " + String.join(",\n          ", list) + ");\n";
  }

  private static String body(List<Step> stage) {
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
         implements Stage {
            @Override
            public void run(NoiseBlock b) {
        %s      int[] x = b.cipher;
              for (int j = 0, end = b.lanes; j < end; j += LANES) {
                int i = NoiseBlock.word0(j);
        %s      }
            }
          }
        """
        .formatted(
            join(stage, Step::once).indent(6), (start + join(stage, Step::each) + store).indent(8));
  }

  /** For example Rounds8To11Key. */
  private static String name(List<Step> stage) {
    return join(stage, Step::name).replaceAll("Round(\\d+)(Round\\d+)*Round", "Rounds$1To");
  }

  private static <T> String join(List<T> parts, Function<T, String> text) {
    return parts.stream().map(text).collect(joining());
  }
}
