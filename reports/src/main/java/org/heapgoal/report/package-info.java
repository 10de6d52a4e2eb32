/** Charts, tables and files. */
@NullMarked
package org.heapgoal.report;

import org.jspecify.annotations.NullMarked;
