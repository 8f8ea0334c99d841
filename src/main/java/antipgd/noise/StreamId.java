// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.noise;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * How a name becomes a stream: the id that stands in a {@link NoiseStream} as its tensor. This is
 * the one way from text to noise, and its values are a part of the noise's contract.
 */
public final class StreamId {

  private StreamId() {}

  /**
   * The id that belongs to a name: the first four bytes, big-endian, of the SHA-256 hash of its
   * UTF-8 form. Two of a thousand names share one with probability 1e-4.
   *
   * @param name a name
   * @return its id, any 32 bits
   * @throws NullPointerException if {@code name} is null
   */
  public static int of(String name) {
    if (name == null) {
      throw new NullPointerException("name = null: a name is required");
    }
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.wrap(hash).getInt();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
