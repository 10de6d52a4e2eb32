package org.heapgoal.conformance;

import org.heapgoal.goruntime.GoVersion;

/**
 * The first line of a vector file.
 *
 * @param component what was asked
 * @param version the Go that answered
 */
public record VectorHeader(Component component, GoVersion version) {}
