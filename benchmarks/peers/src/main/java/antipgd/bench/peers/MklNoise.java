// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.bench.peers;

import org.bytedeco.javacpp.FloatPointer;

/** An array for oneMKL's normal numbers. */
public class MklNoise extends NativeNoise {

  FloatPointer xi;

  @Override
  void allocate() {
    OneMkl.load();
    xi = OneMkl.array(n);
  }

  @Override
  void free() {
    OneMkl.free(xi);
  }

  @Override
  FloatPointer xiMemory() {
    return xi;
  }
}
