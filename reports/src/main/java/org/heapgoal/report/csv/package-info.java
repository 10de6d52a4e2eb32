/**
 * Results as CSV (RFC 4180, UTF-8, line feeds), with a header of the names that the metrics' declarations give. Cells that
 * a recording does not cover are empty.
 */
@NullMarked
package org.heapgoal.report.csv;

import org.jspecify.annotations.NullMarked;
