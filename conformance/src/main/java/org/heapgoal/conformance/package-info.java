/** Golden vectors. */
@NullMarked
package org.heapgoal.conformance;

import org.jspecify.annotations.NullMarked;
