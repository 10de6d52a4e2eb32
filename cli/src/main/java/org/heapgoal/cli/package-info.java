/**
 * The {@code heapgoal} command: reads what the user typed, composes the other modules, prints what they answer.
 *
 * <p>Nothing is computed here. Every command answers bad input with one line {@code heapgoal: …} on standard error and
 * exit status 2, writes an output directory only when it is complete, and exits with one of {@link
 * org.heapgoal.cli.ExitStatus}.
 */
@NullMarked
package org.heapgoal.cli;

import org.jspecify.annotations.NullMarked;
