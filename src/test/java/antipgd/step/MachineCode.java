// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.step;

import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The machine code that C2 made of a method, for x86-64. A VM prints it as bytes if started with
 * {@code -XX:CompileCommand=print,Class::method}.
 *
 * <p>Instructions are found by what begins them, a prefix of some bytes and an opcode, at any byte:
 * where an instruction begins is not known. So a constant or an address within another one may look
 * like one, rarely: about twenty of its bits must fit.
 */
record MachineCode(byte[] bytes) {

  /** The opcode maps 0F and 0F 38. */
  private static final int MAP_0F = 1;

  private static final int MAP_0F38 = 2;

  private static final Pattern METHOD =
      Pattern.compile(
          // Not of code that was entered in the middle of a loop, which ends in "@ 2 (61 bytes)".
          "(?ms)^Compiled method \\(c2\\)[^\\n]* antipgd\\.\\w+\\.(\\w+::\\w+) \\(\\d+ bytes\\)$"
              + ".*?^\\[MachCode\\]$(.*?)^\\[/MachCode\\]$");

  private static final Pattern BYTES =
      Pattern.compile("(?m)^ *0x\\p{XDigit}+: ([\\p{XDigit} |]+)$");

  /** An operation on vectors of floats or of integers of 32 bits. */
  enum Operation {
    ADD("vpaddd", MAP_0F, 1, 0xfe),
    SUBTRACT("vpsubd", MAP_0F, 1, 0xfa),
    MULTIPLY("vpmulld", MAP_0F38, 1, 0x40),
    CONVERT("vcvtdq2ps", MAP_0F, 0, 0x5b),
    SUBTRACT_FLOATS("vsubps", MAP_0F, 0, 0x5c),
    SQUARE_ROOT("vsqrtps", MAP_0F, 0, 0x51),
    FMA("vfmadd231ps", MAP_0F38, 1, 0xb8);

    private final String mnemonic;
    private final int map;
    private final int prefix;
    private final int opcode;

    Operation(String mnemonic, int map, int prefix, int opcode) {
      this.mnemonic = mnemonic;
      this.map = map;
      this.prefix = prefix;
      this.opcode = opcode;
    }

    String mnemonic() {
      return mnemonic;
    }
  }

  /** By {@code Class::method}; of methods that share a name, and of versions, the last compiled. */
  static Map<String, MachineCode> ofMethods(String printed) {
    Map<String, MachineCode> methods = new HashMap<>();
    METHOD
        .matcher(printed)
        .results()
        .forEach(method -> methods.put(method.group(1), ofLines(method.group(2))));
    return methods;
  }

  private static MachineCode ofLines(String lines) {
    String hex =
        BYTES
            .matcher(lines)
            .results()
            .map((MatchResult line) -> line.group(1).replaceAll("[ |]", ""))
            .collect(Collectors.joining());
    return new MachineCode(HexFormat.of().parseHex(hex));
  }

  /** How many instructions do this with vectors of more than 128 bits. */
  int vectorInstructions(Operation operation) {
    int count = 0;
    for (int at = 0; at < bytes.length; at++) {
      if (bits(at, operation) > 0) {
        count++;
      }
    }
    return count;
  }

  /** Bits of the longest vectors that one of them has, or 0. */
  int bits(Operation operation) {
    int most = 0;
    for (int at = 0; at < bytes.length; at++) {
      most = Math.max(most, bits(at, operation));
    }
    return most;
  }

  /** Bits of the vectors if such an instruction may begin here, else 0. */
  private int bits(int at, Operation operation) {
    int bits = anyBits(at, operation);
    // 128 bits are also used for single numbers.
    return bits > 128 ? bits : 0;
  }

  private int anyBits(int at, Operation operation) {
    return switch (unsigned(at)) {
      case 0xc5 -> vex(MAP_0F, unsigned(at + 1) & 0x7f, unsigned(at + 2), operation);
      case 0xc4 -> vex(unsigned(at + 1) & 0x1f, unsigned(at + 2), unsigned(at + 3), operation);
      case 0x62 -> evex(at, operation);
      default -> 0;
    };
  }

  /** The last byte of the prefix has a bit that is 0 for numbers of 32 bits, length and prefix. */
  private static int vex(int map, int last, int opcode, Operation operation) {
    boolean fits =
        map == operation.map && (last & 0x83) == operation.prefix && opcode == operation.opcode;
    return fits ? 128 << (last >> 2 & 1) : 0;
  }

  private int evex(int at, Operation operation) {
    boolean fits =
        (unsigned(at + 1) & 0xf) == operation.map
            && (unsigned(at + 2) & 0x87) == (operation.prefix | 4)
            && unsigned(at + 4) == operation.opcode;
    return fits ? 128 << (unsigned(at + 3) >> 5 & 3) : 0;
  }

  private int unsigned(int at) {
    return at < bytes.length ? bytes[at] & 0xff : 0;
  }
}
