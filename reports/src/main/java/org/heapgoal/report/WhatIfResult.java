package org.heapgoal.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A baseline beside the same program under other settings.
 *
 * @param input the name of the log or scenario asked about, without its directories
 * @param fit what calibration found, ready for JSON: strings, numbers, booleans, lists and maps with a stated order; empty
 *     if nothing was calibrated
 * @param baseline the run under the input's own settings, recorded in detail, with its own figures
 * @param candidates the runs under other settings, in the order asked for, with their own figures; the summary is enough
 * @param warnings what the user should know before trusting the comparison, one sentence each
 * @param observed what really happened, where the baseline is the twin of a log: that log's own cycles
 * @param trust how far the figures are to be trusted, where that is known
 */
public record WhatIfResult(
        String input,
        Map<String, Object> fit,
        RunResult baseline,
        List<RunResult> candidates,
        List<String> warnings,
        Optional<RunResult> observed,
        Optional<Trust> trust) {
    /** Copies the collections (the fit keeps its order) and makes texts safe to print. */
    public WhatIfResult {
        fit = Collections.unmodifiableMap(new LinkedHashMap<>(fit));
        input = SafeText.of(input);
        candidates = List.copyOf(candidates);
        warnings = warnings.stream().map(SafeText::of).toList();
    }

    /** A comparison of which nothing was observed. */
    public WhatIfResult(
            String input,
            Map<String, Object> fit,
            RunResult baseline,
            List<RunResult> candidates,
            List<String> warnings) {
        this(input, fit, baseline, candidates, warnings, Optional.empty(), Optional.empty());
    }

    /** The same comparison beside what really happened. */
    public WhatIfResult withObserved(RunResult log) {
        return new WhatIfResult(input, fit, baseline, candidates, warnings, Optional.of(log), trust);
    }

    /** The same comparison with what is known of how good it is. */
    public WhatIfResult withTrust(Trust known) {
        return new WhatIfResult(input, fit, baseline, candidates, warnings, observed, Optional.of(known));
    }

    /**
     * The baseline, then the candidates, with the figures that are predicted for the real program; the same as the runs where
     * nothing is known of how good these are. What compares settings compares these.
     */
    public List<RunResult> stated() {
        List<RunResult> stated = new ArrayList<>(runs());
        trust.ifPresent(known -> {
            for (int i = 0; i < stated.size(); i++) {
                stated.set(i, known.stated(stated.get(i), i));
            }
        });
        return stated;
    }

    /** The baseline, then the candidates, as they ran. */
    public List<RunResult> runs() {
        List<RunResult> runs = new ArrayList<>();
        runs.add(baseline);
        runs.addAll(candidates);
        return runs;
    }
}
