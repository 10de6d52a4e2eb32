/** Simulated Go processes. */
@NullMarked
package org.heapgoal.process;

import org.jspecify.annotations.NullMarked;
