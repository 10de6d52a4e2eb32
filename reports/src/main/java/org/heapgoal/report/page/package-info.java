/**
 * The report directory: {@code index.html} with the charts beside it, and the same results as CSV and JSON.
 *
 * <p>The page is plain HTML with its style inside; it needs no network and no script, and reads well in print and on a
 * narrow screen. Every text that comes from a user or a log is escaped.
 */
@NullMarked
package org.heapgoal.report.page;

import org.jspecify.annotations.NullMarked;
