/**
 * Goroutines that do what programs say: computing, allocating span by span, waiting, calling the runtime; with the
 * lifetimes of what they allocate, the caches, the channels and locks they share, and their stacks.
 *
 * <p>Follows {@code malloc.go} (which path a request takes, what it adds to scanAlloc, where the trigger is tested and
 * assists are debited), {@code mbitmap.go} (pointer patterns), {@code stack.go} and {@code proc.go} (stacks and goroutine
 * structures) and {@code chan.go} of Go 1.25, with the differences of 1.19 to 1.26.
 *
 * <h2>Exact</h2>
 *
 * The numbers of objects of each size are multinomial. The instants of refills and large allocations, of trigger tests and
 * of assists are those of a program that spreads its objects evenly over its CPU time; between them a goroutine runs in one
 * stretch. Lifetimes are independent and follow their distribution to within
 * the width of a birth epoch, a 64th of the mean; a cache that evicts the oldest keeps an exact number of objects.
 *
 * <h2>Left out</h2>
 *
 * Sizes of one span class share scanAlloc, scan work and requested size by their means. Each site fills tiny blocks of its
 * own, at the long-run rate of the tiny allocator. A goroutine that arrives is started by a goroutine that accepts
 * connections, as in net/http; reads and writes of its connection are the network steps of its program. Objects with
 * pointers are at least a word large. Mutexes are always handed over in order. The CPU time of a refill passes after it,
 * that of a go statement after the goroutine is there.
 *
 * <p>Random streams: {@code site/NAME} draws the sizes of a site, {@code lifetime/NAME} its survivors, {@code program/NAME}
 * the steps of a program, {@code source/PROGRAM/n} the arrivals of a program's n-th source.
 *
 * <p>Times are nanoseconds, sizes are bytes.
 */
@NullMarked
package org.heapgoal.process.mutator;

import org.jspecify.annotations.NullMarked;
