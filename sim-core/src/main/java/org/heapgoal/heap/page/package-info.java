/**
 * The page heap: who owns which page of the address space, and which free pages went back to the operating system.
 *
 * <p>Follows {@code mpagealloc.go}, {@code mpallocbits.go}, {@code mpagecache.go}, {@code mgcscavenge.go} (which pages
 * are released) and {@code mranges.go: atomicOffAddr} of Go 1.25; the scavenge index also as in 1.19 and 1.20. Results
 * are those of the runtime page for page. The search structures are not: a tree over the chunks that are mapped takes
 * the place of the runtime's summaries over the whole address space.
 *
 * <p>Units: a page is 8192 bytes and is named by its number, address / 8192; a chunk is 512 pages. Inside the package, a
 * slot is the position of a chunk among the mapped ones (see {@link org.heapgoal.heap.page.ChunkTable}), and a slot
 * page is slot · 512 + page within the chunk.
 *
 * <p>Left out: locking; what is charged for metadata, the choice of addresses for growth and the statistics are those of
 * {@link org.heapgoal.heap.span}.
 */
@NullMarked
package org.heapgoal.heap.page;

import org.jspecify.annotations.NullMarked;
