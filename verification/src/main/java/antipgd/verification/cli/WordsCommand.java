// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.cli;

import antipgd.noise.Generator;
import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.step.StepKernels;
import antipgd.verification.settings.Bounds;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Random words for batteries of tests, or the noise made of them. */
@Command(
    name = "words",
    description = {
      "Writes the words that noise is made of to standard output: 32 bits each, lowest byte first,"
          + " without end unless --count says where. Ends when the reader closes the pipe.",
      "Orders: kernel, words as a kernel consumes them; steps, the word of an element at 256 steps,"
          + " then that of the next element; tensors, the same with 256 tensors.",
      "For example: words --generator short-streams | dieharder -a -g 200"
    },
    mixinStandardHelpOptions = true)
public final class WordsCommand extends SteppingCommand {

  @Option(
      names = "--order",
      defaultValue = "kernel",
      converter = OrderConverter.class,
      description = "kernel (default), steps or tensors.")
  private WordStream.Order order;

  @Option(
      names = "--law",
      defaultValue = "gaussian",
      converter = LawConverter.class,
      description = "gaussian (default) or rademacher, which have different keys.")
  private Law law;

  @Option(
      names = "--generator",
      defaultValue = "threefry-20",
      converter = GeneratorConverter.class,
      description = "threefry-20 (default) or short-streams, which have different keys.")
  private Generator generator;

  @Mixin private Seed seed;

  @Option(names = "--values", description = "The noise of the elements, not their words.")
  private boolean values;

  @Option(names = "--count", description = "Number of words, or of values.")
  private Long count;

  /** Made by picocli. */
  public WordsCommand() {}

  private static final class OrderConverter extends NameConverter<WordStream.Order> {
    OrderConverter() {
      super(WordStream.Order.values());
    }
  }

  private static final class GeneratorConverter extends NameConverter<Generator> {
    GeneratorConverter() {
      super(Generator.values());
    }
  }

  /** Words alone need no kernel. */
  @Override
  boolean steps() {
    return values;
  }

  @Override
  void check() {
    if (count != null) {
      Bounds.atLeast("count", count, 1);
    }
  }

  @Override
  int run() throws IOException {
    WordStream.Content content =
        values ? new NoiseValues(StepKernels.chosen(), law) : new NoiseWords();
    NoiseStream noise = new NoiseStream(seed.value(), 0, law, generator);
    WordStream words = new WordStream(noise, order, content);
    byte[] portion = new byte[words.portion()];
    try (OutputStream out = new FileOutputStream(FileDescriptor.out)) {
      for (long left = count == null ? Long.MAX_VALUE : count; left > 0; ) {
        long part = Math.min(left, portion.length / Integer.BYTES);
        words.next(portion);
        out.write(portion, 0, (int) part * Integer.BYTES);
        left -= part;
      }
    } catch (IOException e) {
      if (!saysThatThePipeIsClosed(e)) {
        throw e;
      }
    }
    return 0;
  }

  /** Java has no type for it; the message is the system's. */
  private static boolean saysThatThePipeIsClosed(IOException e) {
    return e.getMessage() != null && e.getMessage().toLowerCase(Locale.ROOT).contains("pipe");
  }
}
