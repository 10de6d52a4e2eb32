/**
 * Results as JSON: the objects that {@code --format json} prints and {@code result.json} holds.
 *
 * <p>Field names are those of the metrics' declarations. Fields keep a fixed order, whole numbers are printed as integers,
 * all others with the fewest digits that read back to the same value, and figures that a level does not model are
 * {@code null} and named in {@code notModelled}.
 */
@NullMarked
package org.heapgoal.report.json;

import org.jspecify.annotations.NullMarked;
