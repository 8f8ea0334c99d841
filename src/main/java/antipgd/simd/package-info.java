/**
 * The contracts of {@link antipgd.step} and the noise, bit for bit, with the Vector API. The only
 * package that touches {@code jdk.incubator.vector}; it is loaded by name, so that everything else
 * runs without it.
 */
package antipgd.simd;
