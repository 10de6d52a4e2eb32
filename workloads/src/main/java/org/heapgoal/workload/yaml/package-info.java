/**
 * Strict reading of YAML files, for scenarios and machine profiles: every unknown key, value out of range and misspelt
 * word is noted with its line and column, all of them are reported together, and nothing is used of a file with problems.
 *
 * <p>Files have at most 2 MiB; YAML's anchors, aliases and multiple documents are refused. Sizes are bytes; times are
 * nanoseconds or seconds as each method says.
 */
@NullMarked
package org.heapgoal.workload.yaml;

import org.jspecify.annotations.NullMarked;
