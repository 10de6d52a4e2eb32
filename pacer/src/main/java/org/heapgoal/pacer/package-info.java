/** The GC controller, CPU limiter and sweep pacing. */
@NullMarked
package org.heapgoal.pacer;

import org.jspecify.annotations.NullMarked;
