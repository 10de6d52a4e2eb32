/**
 * Level {@code guide}: the closed-form cost model behind the interactive graphs of the Go GC guide
 * (go.dev/doc/gc-guide). It is a model for a first lesson, not of the runtime.
 *
 * <p>Left out, on purpose: everything runs on one CPU and stops for the collector; a cycle fires exactly at the goal, so
 * there is no trigger, no assist and nothing allocated while marking; every live byte is scanned, and there are no stacks
 * and globals; no fragmentation and metadata; the memory limit has no headroom, and there is no CPU limiter; the minimum
 * heap is 4 MiB at any GOGC; no scavenger and no cycle every two minutes. The live heap is known only at a collection.
 *
 * <p>Sizes are MiB and times seconds of one CPU, as in the guide.
 */
@NullMarked
package org.heapgoal.process.guide;

import org.jspecify.annotations.NullMarked;
