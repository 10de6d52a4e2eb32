/**
 * JMH benchmarks. Each has what it is compared with in the same class; what counts is the ratio within one run on one
 * machine. Nothing here runs in the build, which only compiles it:
 *
 * <pre>
 * mvn -q -Pbenchmarks -DskipTests -pl benchmarks -am package
 * java -jar benchmarks/target/benchmarks.jar EventList
 * </pre>
 *
 * On a machine that does other work as well, add {@code -prof org.heapgoal.benchmark.CpuTimeProfiler} and compare by its figures.
 */
@NullMarked
package org.heapgoal.benchmark;

import org.jspecify.annotations.NullMarked;
