/** The scavenger's goals and pacing. */
@NullMarked
package org.heapgoal.scavenger;

import org.jspecify.annotations.NullMarked;
