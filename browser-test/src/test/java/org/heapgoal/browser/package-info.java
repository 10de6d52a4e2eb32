/** Tests that open reports in a real browser, from disk, as their readers do. */
@NullMarked
package org.heapgoal.browser;

import org.jspecify.annotations.NullMarked;
