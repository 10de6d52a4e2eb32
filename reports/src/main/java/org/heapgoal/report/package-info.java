/**
 * What reports are made from: the result of one run, or of a what-if, whatever made it.
 *
 * <p>{@link org.heapgoal.report.RunRecorder} listens to a run, or to the cycles read from a real program's log, and keeps
 * what tables, files and charts need in a fixed amount of memory. The sub-packages each turn a
 * {@link org.heapgoal.report.RunResult} or {@link org.heapgoal.report.WhatIfResult} into one kind of output: {@code text},
 * {@code json}, {@code csv}, {@code chart}, and {@code page} for the directory with all of them.
 *
 * <p>Reports depend on what was recorded, never on how it was simulated. All output is a function of the result: numbers
 * are printed without regard to the locale, nothing reads the clock, and lists keep a stated order. Times are nanoseconds
 * since the start of the process, sizes bytes, shares 0 to 1, unless a name says otherwise.
 */
@NullMarked
package org.heapgoal.report;

import org.jspecify.annotations.NullMarked;
