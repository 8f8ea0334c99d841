// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.bench.peers;

import org.bytedeco.javacpp.FloatPointer;

/** What a native library's step works on, as memory that Java can read and write. */
interface NativeStep {

  FloatPointer wMemory();

  FloatPointer gMemory();

  FloatPointer xiNewMemory();

  /** The step's arithmetic alone, on the noise that stands in {@code xi} and {@code xiNew}. */
  void move(float eta);
}
