/**
 * Random numbers that stay where they are: every element of a model draws from a stream of its own, found by the run's
 * seed, the element's name and the replication. Adding an element or changing a setting leaves all other elements' draws
 * alone, so two settings compared under one seed meet the same randomness (common random numbers).
 *
 * <p>{@link org.heapgoal.sim.random.StreamFactory} gives out {@link org.heapgoal.sim.random.NamedStream}s;
 * {@link org.heapgoal.sim.random.Distribution}s and {@link org.heapgoal.sim.random.Counts} turn their draws into delays,
 * sizes and numbers.
 *
 * <h2>The generator</h2>
 *
 * L'Ecuyer's MRG32k3a, period about 2^191, a draw being a multiple of 1/4294967088 strictly between 0 and 1. [P. L'Ecuyer: Good
 * parameters and implementations for combined multiple recursive random number generators, Operations Research 47 (1999);
 * L'Ecuyer, Simard, Chen, Kelton: An object-oriented random-number package with many long streams and substreams,
 * Operations Research 50 (2002).] The period is cut as SSJ cuts it: streams start 2^127 steps apart, and each is cut into
 * substreams that start 2^76 steps apart. An element's stream number is a hash of its name, its substream the replication.
 *
 * <p>SSJ's own class cannot be had without its process-wide seed: every constructor reads and advances an unsynchronised
 * static field, so streams made by several threads may coincide. The recurrence is therefore computed here, in integers,
 * behind SSJ's {@link umontreal.ssj.rng.RandomStream} interface; for equal seeds it gives SSJ's numbers, bit for bit, which
 * the tests hold it to.
 *
 * <h2>Same draws everywhere</h2>
 *
 * Every function beyond arithmetic is {@link java.lang.StrictMath}'s, because {@link java.lang.Math}'s may differ in the
 * last bit from one processor to the next. Nothing here is static and mutable; a stream belongs to one thread, and so does a
 * factory.
 */
@NullMarked
package org.heapgoal.sim.random;

import org.jspecify.annotations.NullMarked;
