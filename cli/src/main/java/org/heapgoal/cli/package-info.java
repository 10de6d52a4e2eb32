/** The command line. */
@NullMarked
package org.heapgoal.cli;

import org.jspecify.annotations.NullMarked;
