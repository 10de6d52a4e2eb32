/** Examples of the Java API that documents point to, run as tests. */
@NullMarked
package org.heapgoal.workload.example;

import org.jspecify.annotations.NullMarked;
