// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.experiment;

import antipgd.noise.NoiseStream;

/**
 * Random data by the reference of the noise, {@link NoiseStream#at}: the same bits everywhere, and
 * whatever the kernel on trial makes of its own noise.
 */
final class Draws {

  private Draws() {}

  static float[] vector(NoiseStream data, long step, int length, double scale) {
    float[] x = new float[length];
    for (int i = 0; i < length; i++) {
      x[i] = (float) (scale * data.at(step, i));
    }
    return x;
  }

  static float[][] matrix(NoiseStream data, long step, int rows, int columns) {
    float[][] x = new float[rows][columns];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        x[i][j] = data.at(step, (long) i * columns + j);
      }
    }
    return x;
  }
}
