// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.landscape;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A model whose predictions are sums of products of two weights, {@code f_i(w) = sum c w_a w_b},
 * under the loss {@code L = (1/(2 n)) sum_i (f_i - y_i)^2}. The simple models of Orvieto et al.
 * (AISTATS 2023) are of this kind; each makes another norm of its Hessian trace.
 *
 * <p>Write {@code S_i} for the symmetric matrix with {@code f_i = <w, S_i w> / 2}, and {@code r_i =
 * f_i - y_i}. Then {@code grad L = (1/n) sum_i r_i S_i w}, {@code Tr Hess L = (1/n) sum_i (|S_i
 * w|^2 + r_i Tr S_i)}, and {@code grad Tr Hess L = (1/n) sum_i (2 S_i S_i w + Tr S_i S_i w)}. The
 * loss has degree four in w. Where the data is interpolated the residuals are 0, and the trace is
 * what stands beside each factory below; its least value over all w that make the same predictor is
 * a norm.
 *
 * <p>In float32, sums run over the products in their order and then over i, by {@link
 * Math#fma(float, float, float)}; {@code c w_a}, {@code r_i} and its product with {@code 1/n} are
 * rounded once each.
 */
public final class QuadraticModel implements RegularizedLoss {

  /** {@code c w_a w_b}. */
  private record Product(int a, int b, float c) {}

  private final int dimension;
  private final Product[][] products;
  private final double[] traces;
  private final float[] y;
  private final ThreadLocal<float[]> slopes;

  private QuadraticModel(int dimension, List<List<Product>> products, float[] y) {
    if (y.length != products.size()) {
      throw new IllegalArgumentException(
          "y.length = " + y.length + ": must be " + products.size() + ", the number of examples");
    }
    this.dimension = dimension;
    this.products =
        products.stream().map(of -> of.toArray(new Product[0])).toArray(Product[][]::new);
    this.traces = new double[y.length];
    for (int i = 0; i < y.length; i++) {
      for (Product product : this.products[i]) {
        traces[i] += product.a == product.b ? 2 * product.c : 0;
      }
    }
    this.y = y.clone();
    this.slopes = ThreadLocal.withInitial(() -> new float[dimension]);
  }

  /**
   * Regression on squares, {@code theta = w o w >= 0}: the trace is {@code (4/n) sum_j |X_j|^2
   * theta_j}, a weighted l1 norm of theta. (It is {@link QuadraticRegression} with twice the loss.)
   *
   * @param x the data, a row an example. Not modified.
   * @param y the targets. Not modified.
   * @return the model
   * @throws IllegalArgumentException if x is empty, its rows differ in length or y is not as long
   */
  public static QuadraticModel squares(float[][] x, float[] y) {
    List<List<Product>> products = new ArrayList<>();
    for (float[] row : Rows.copy("x", x)) {
      List<Product> ofRow = new ArrayList<>();
      for (int j = 0; j < row.length; j++) {
        ofRow.add(new Product(j, j, row[j]));
      }
      products.add(ofRow);
    }
    return new QuadraticModel(x[0].length, products, y);
  }

  /**
   * Regression on groups that share a scale, {@code theta_g = u_g v_g}: the trace is {@code (1/n)
   * sum_g (u_g^2 |X_g|^2 + |X_g v_g|^2)} and at least {@code (2/n) sum_g |X_g| |X_g theta_g|}, a
   * weighted group l1 norm. A point is {@code (u_1, v_1, u_2, v_2, ...)}.
   *
   * @param x the data, a row an example. Not modified.
   * @param sizes numbers of features of the groups, which follow each other. Not modified.
   * @param y the targets. Not modified.
   * @return the model
   * @throws IllegalArgumentException if x is empty, its rows differ in length, sizes do not make up
   *     a row or y is not as long as x
   */
  public static QuadraticModel groups(float[][] x, int[] sizes, float[] y) {
    int features = 0;
    for (int size : sizes) {
      features += size;
    }
    List<List<Product>> products = new ArrayList<>();
    for (float[] row : Rows.copy("x", x)) {
      if (features != row.length) {
        throw new IllegalArgumentException(
            "sizes make up " + features + " features: must be " + row.length);
      }
      List<Product> ofRow = new ArrayList<>();
      int feature = 0;
      int weight = 0;
      for (int size : sizes) {
        for (int k = 1; k <= size; k++) {
          ofRow.add(new Product(weight, weight + k, row[feature++]));
        }
        weight += size + 1;
      }
      products.add(ofRow);
    }
    return new QuadraticModel(features + sizes.length, products, y);
  }

  /**
   * Completion of a matrix {@code M = U V^T} of which some entries are known: the trace is {@code
   * (1/n) (sum_k r_k |U_k|^2 + sum_l c_l |V_l|^2)}, with r_k and c_l the numbers of known entries
   * of a row and a column and U_k, V_l rows of U and V. It is at least {@code (2/n) |R^(1/2) M
   * C^(1/2)|_*}, a weighted nuclear norm. A point is {@code (U, V)}, row by row.
   *
   * @param matrix the matrix; entries that are not known are NaN. Not modified.
   * @param rank number of columns of U and V, 1 or more
   * @return the model
   * @throws IllegalArgumentException if the matrix is empty, its rows differ in length, nothing of
   *     it is known, or {@code rank} is below 1
   */
  public static QuadraticModel factors(float[][] matrix, int rank) {
    float[][] entries = Rows.copy("matrix", matrix);
    if (rank < 1) {
      throw new IllegalArgumentException("rank = " + rank + ": must be at least 1");
    }
    List<List<Product>> products = new ArrayList<>();
    List<Float> y = new ArrayList<>();
    for (int k = 0; k < entries.length; k++) {
      for (int l = 0; l < entries[k].length; l++) {
        if (!Float.isNaN(entries[k][l])) {
          List<Product> ofEntry = new ArrayList<>();
          for (int j = 0; j < rank; j++) {
            ofEntry.add(new Product(k * rank + j, (entries.length + l) * rank + j, 1));
          }
          products.add(ofEntry);
          y.add(entries[k][l]);
        }
      }
    }
    if (y.isEmpty()) {
      throw new IllegalArgumentException("matrix has no known entry: must have at least one");
    }
    float[] targets = new float[y.size()];
    for (int i = 0; i < targets.length; i++) {
      targets[i] = y.get(i);
    }
    return new QuadraticModel((entries.length + entries[0].length) * rank, products, targets);
  }

  @Override
  public int dimension() {
    return dimension;
  }

  private double residual(int i, double[] w) {
    double r = -y[i];
    for (Product product : products[i]) {
      r += product.c * w[product.a] * w[product.b];
    }
    return r;
  }

  /** {@code S_i v}. */
  private double[] times(int i, double[] v) {
    double[] result = new double[dimension];
    for (Product product : products[i]) {
      result[product.a] += product.c * v[product.b];
      result[product.b] += product.c * v[product.a];
    }
    return result;
  }

  @Override
  public double loss(double[] w) {
    double squares = 0;
    for (int i = 0; i < y.length; i++) {
      double r = residual(i, w);
      squares += r * r;
    }
    return squares / (2 * y.length);
  }

  @Override
  public double hessianTrace(double[] w) {
    double trace = 0;
    for (int i = 0; i < y.length; i++) {
      for (double slope : times(i, w)) {
        trace += slope * slope;
      }
      trace += residual(i, w) * traces[i];
    }
    return trace / y.length;
  }

  @Override
  public void regularizedGradient(double[] w, double c, double[] g) {
    Arrays.fill(g, 0);
    for (int i = 0; i < y.length; i++) {
      double[] slope = times(i, w);
      double[] twice = times(i, slope);
      double scale = residual(i, w) + c * traces[i];
      for (int j = 0; j < dimension; j++) {
        g[j] += (scale * slope[j] + 2 * c * twice[j]) / y.length;
      }
    }
  }

  @Override
  public void gradient(float[] w, float[] g) {
    float[] slope = slopes.get();
    Arrays.fill(g, 0, dimension, 0);
    float scale = 1f / y.length;
    for (int i = 0; i < y.length; i++) {
      Arrays.fill(slope, 0);
      float f = 0;
      for (Product product : products[i]) {
        float a = product.c * w[product.a];
        f = Math.fma(a, w[product.b], f);
        slope[product.b] += a;
        slope[product.a] = Math.fma(product.c, w[product.b], slope[product.a]);
      }
      float error = (f - y[i]) * scale;
      for (int j = 0; j < dimension; j++) {
        g[j] = Math.fma(error, slope[j], g[j]);
      }
    }
  }
}
