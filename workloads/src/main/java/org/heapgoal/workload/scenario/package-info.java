/**
 * Scenarios: what a simulated process does and under which settings, as YAML files, as values, and as presets.
 *
 * <p>A file is read strictly. Every unknown key, value out of range and misspelt word is reported with its line and
 * column, all of them at once. {@code scenario.schema.json} beside the presets is a JSON Schema (2020-12) of the same
 * language for editors; {@code docs/scenarios.md} explains every key. Files have at most 2 MiB; YAML's anchors, aliases,
 * tags and multiple documents are not part of the language.
 *
 * <p>Sizes are bytes and times nanoseconds inside, and written as Go users write them ({@code 900MiB}, {@code 1.5s}).
 */
@NullMarked
package org.heapgoal.workload.scenario;

import org.jspecify.annotations.NullMarked;
