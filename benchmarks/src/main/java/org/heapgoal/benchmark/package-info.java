/**
 * JMH benchmarks. Each has what it is compared with in the same class; what counts is the ratio within one run on one
 * machine. Nothing here runs in the build, which only compiles it:
 *
 * <pre>
 * mvn -q -Pbenchmarks -DskipTests -pl benchmarks -am package
 * java -jar benchmarks/target/benchmarks.jar EventList
 * </pre>
 */
@NullMarked
package org.heapgoal.benchmark;

import org.jspecify.annotations.NullMarked;
