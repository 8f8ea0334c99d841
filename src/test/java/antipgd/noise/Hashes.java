// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.noise;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** SHA-256 of floats, little endian. All NaNs are one, since their payload is unspecified. */
public final class Hashes {

  private final MessageDigest digest;

  /** Of no floats yet. */
  public Hashes() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Goes on with these floats. */
  public void add(float[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES);
    bytes.order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      bytes.putInt(Float.floatToIntBits(value));
    }
    digest.update(bytes.array());
  }

  /** The hash of all floats so far, in hexadecimal. */
  public String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }

  /** The beginning of one hash for all of these. */
  public static String ofAll(Map<String, String> hashes) {
    Hashes all = new Hashes();
    all.digest.update(String.join("\n", hashes.values()).getBytes(StandardCharsets.US_ASCII));
    return all.hex().substring(0, 16);
  }

  /** The golden ones, by names: lines {@code name = hash} in a resource named as their class. */
  public static Map<String, String> read(Class<?> golden) {
    try (InputStream in = golden.getResourceAsStream(golden.getSimpleName() + ".txt")) {
      Map<String, String> hashes = new LinkedHashMap<>();
      for (String line : new String(in.readAllBytes(), StandardCharsets.US_ASCII).split("\n")) {
        String[] nameAndHash = line.split(" = ", 2);
        hashes.put(nameAndHash[0], nameAndHash[1]);
      }
      return hashes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
