/**
 * Results as plain text for people: numbers with units, tables of at most 100 columns, and the sentences that say what the
 * numbers mean. No colour and no box drawing, so the text survives mail, diffs and screen readers.
 */
@NullMarked
package org.heapgoal.report.text;

import org.jspecify.annotations.NullMarked;
