/**
 * What identifies and configures a simulated Go runtime: its version, the environment variables it reads at start-up,
 * and the way it prints numbers in its trace lines.
 *
 * <p>Follows {@code mgcpacer.go: readGOGC, readGOMEMLIMIT}, {@code string.go: parseByteCount}, {@code proc.go:
 * schedinit}, {@code runtime1.go: parsegodebug}, {@code mgc.go: fmtNSAsMS} and {@code print.go} of Go 1.25, with the
 * differences of 1.19 to 1.26 as far as they change a value.
 */
@NullMarked
package org.heapgoal.goruntime;

import org.jspecify.annotations.NullMarked;
