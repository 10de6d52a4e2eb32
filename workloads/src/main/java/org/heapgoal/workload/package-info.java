/** Scenarios and logs. */
@NullMarked
package org.heapgoal.workload;

import org.jspecify.annotations.NullMarked;
