/**
 * The virtual clock: what happens when in a simulated process, and in which order.
 *
 * <p>A {@link org.heapgoal.sim.event.VirtualClock} holds the instant and the events to come. A model extends
 * {@link org.heapgoal.sim.event.ModelEvent} once per kind of thing that happens, keeps the objects, and schedules, re-times
 * and cancels them again and again; none of that allocates. Events run in the order of
 *
 * <ol>
 *   <li>instant, in whole nanoseconds since the process started;
 *   <li>{@link org.heapgoal.sim.event.EventPriority priority}, low first;
 *   <li>order of scheduling. Re-timing counts as scheduling anew, also when the instant stays the same.
 * </ol>
 *
 * Nothing is left to chance, so a run is a function of its inputs. Each clock keeps an
 * {@link org.heapgoal.sim.event.EventDigest}, one number for everything that happened; where two digests differ,
 * {@link org.heapgoal.sim.event.EventJournal} and {@link org.heapgoal.sim.event.FirstDifference} find the first event that did.
 *
 * <p>The executive loop is SSJ's {@link umontreal.ssj.simevents.Simulator}; the event list behind it is
 * {@link org.heapgoal.sim.event.IndexedEventList}. SSJ counts time in {@code double}: whole nanoseconds up to 2^53 (104 days)
 * are exact, and the clock accepts nothing beyond. SSJ's static simulator is never used.
 *
 * <p>A clock, its events and its list belong to one thread. Any number of clocks may run side by side.
 */
@NullMarked
package org.heapgoal.sim.event;

import org.jspecify.annotations.NullMarked;
