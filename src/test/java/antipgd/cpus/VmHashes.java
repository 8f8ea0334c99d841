// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.cpus;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** What {@link PrintHashes} printed in a VM: by kernels, their hashes by names. */
record VmHashes(String java, String chosen, Map<String, Map<String, String>> kernels) {

  static VmHashes of(String out) {
    String java = "";
    String chosen = "";
    Map<String, Map<String, String>> kernels = new LinkedHashMap<>();
    Map<String, String> hashes = Map.of();
    for (String line : out.lines().toList()) {
      String[] words = line.split(" ", 2);
      switch (words[0]) {
        case PrintHashes.JAVA -> java = words[1];
        case PrintHashes.CHOSEN -> chosen = words[1];
        case PrintHashes.KERNEL -> {
          hashes = new TreeMap<>();
          kernels.put(words[1], hashes);
        }
        default -> {
          String[] nameAndHash = line.split(" = ", 2);
          // A compiled loop that computes something else than an interpreted one shows both.
          hashes.merge(
              nameAndHash[0], nameAndHash[1], (a, b) -> a.contains(b) ? a : a + " then " + b);
        }
      }
    }
    return new VmHashes(java, chosen, kernels);
  }
}
