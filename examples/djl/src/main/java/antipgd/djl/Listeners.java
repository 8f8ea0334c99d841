// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.djl;

import ai.djl.training.Trainer;
import ai.djl.training.listener.TrainingListener;
import ai.djl.training.listener.TrainingListenerAdapter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** What a {@link DjlOptimizer} does at the end of an epoch, as listeners of DJL's trainer. */
public final class Listeners {

  /** Work at the end of each epoch. */
  private static final class EachEpoch extends TrainingListenerAdapter {

    private final Consumer<Trainer> work;

    EachEpoch(Consumer<Trainer> work) {
      this.work = work;
    }

    @Override
    public void onEpoch(Trainer trainer) {
      work.accept(trainer);
    }
  }

  private Listeners() {}

  /**
   * Writes a checkpoint.
   *
   * @param optimizer what is saved
   * @param file where to; replaced each time
   * @return the listener, which throws {@link UncheckedIOException} if it cannot be written
   */
  public static TrainingListener checkpoint(DjlOptimizer optimizer, Path file) {
    return new EachEpoch(
        trainer -> {
          try {
            optimizer.save(file);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  /**
   * Switches the noise off, once something is so.
   *
   * @param optimizer whose noise
   * @param enough asked each time, as of the trainer's results
   * @return the listener
   */
  public static TrainingListener noiseOffWhen(DjlOptimizer optimizer, Predicate<Trainer> enough) {
    return new EachEpoch(
        trainer -> {
          if (enough.test(trainer)) {
            optimizer.switchNoiseOff();
          }
        });
  }

  /**
   * Does something at the clean weights.
   *
   * @param optimizer whose
   * @param work what to do, as to evaluate or to save the model
   * @return the listener
   */
  public static TrainingListener atCleanWeights(DjlOptimizer optimizer, Consumer<Trainer> work) {
    return new EachEpoch(trainer -> optimizer.atCleanWeights(() -> work.accept(trainer)));
  }
}
