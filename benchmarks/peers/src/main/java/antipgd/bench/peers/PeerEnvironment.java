// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.bench.peers;

import antipgd.bench.front.EnvironmentSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.commons.math3.random.Well19937c;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.bytedeco.pytorch.global.torch;
import org.ejml.EjmlVersion;

/** The peers' versions, and which code and how many threads the native ones take on this CPU. */
public final class PeerEnvironment implements EnvironmentSource {

  /** What the names of the variables begin with that the native libraries obey. */
  private static final String VARIABLES = "(MKL|OMP|KMP|GOMP|ATEN)_.*";

  /** For {@link java.util.ServiceLoader}. */
  public PeerEnvironment() {}

  @Override
  public Map<String, String> values() {
    Map<String, String> values = new LinkedHashMap<>();
    values.put(
        "Java peers",
        "Commons RNG %s, commons-math3 %s, EJML %s"
            .formatted(
                version(ZigguratSampler.class), version(Well19937c.class), EjmlVersion.VERSION));
    values.put("oneMKL", describe(NativeLibrary.ONE_MKL, () -> MklVerbose.ask(Map.of())));
    values.put("oneMKL code", describe(NativeLibrary.ONE_MKL, MklCode::ask));
    values.put("libtorch", describe(NativeLibrary.LIBTORCH, PeerEnvironment::torch));
    values.put("native variables", variables());
    return values;
  }

  private static String describe(NativeLibrary library, Supplier<String> description) {
    return library.missing().isEmpty() ? description.get() : "none. " + library.complaint();
  }

  private static String torch() {
    LibTorch.load();
    return "%s, %s, threads: %d"
        .formatted(
            version(torch.class), torch.get_cpu_capability().getString(), torch.get_num_threads());
  }

  private static String version(Class<?> type) {
    return type.getPackage().getImplementationVersion();
  }

  private static String variables() {
    String set =
        System.getenv().entrySet().stream()
            .filter(variable -> variable.getKey().matches(VARIABLES))
            .map(Map.Entry::toString)
            .sorted()
            .collect(Collectors.joining(" "));
    return set.isEmpty() ? "none set" : set;
  }
}
