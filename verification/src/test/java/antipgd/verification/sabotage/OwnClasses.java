// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.sabotage;

import antipgd.step.StepKernel;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Loads {@link Saboteurs} and {@link Textbook} anew. A saboteur with classes of its own runs
 * several times as fast: the JIT sees in its loops the one mistake that it makes, and inlines it,
 * where it would have to look up each method if it had seen all mistakes in the same loops.
 */
final class OwnClasses extends ClassLoader {

  private OwnClasses() {
    super(OwnClasses.class.getClassLoader());
  }

  /** {@link Saboteurs#all}, each with classes of its own. */
  static Map<String, StepKernel> saboteurs(StepKernel honest) {
    Map<String, StepKernel> all = new LinkedHashMap<>();
    Saboteurs.all(honest).keySet().forEach(mistake -> all.put(mistake, own(honest, mistake)));
    return all;
  }

  private static StepKernel own(StepKernel honest, String mistake) {
    try {
      Class<?> saboteurs = new OwnClasses().loadClass(Saboteurs.class.getName());
      var method = saboteurs.getDeclaredMethod("all", StepKernel.class);
      method.setAccessible(true);
      return (StepKernel) ((Map<?, ?>) method.invoke(null, honest)).get(mistake);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    boolean own =
        name.startsWith(Saboteurs.class.getName()) || name.equals(Textbook.class.getName());
    if (!own) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? define(name) : loaded;
    }
  }

  private Class<?> define(String name) {
    try (InputStream file = getResourceAsStream(name.replace('.', '/') + ".class")) {
      byte[] bytes = file.readAllBytes();
      return defineClass(name, bytes, 0, bytes.length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
