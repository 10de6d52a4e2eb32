package org.heapgoal.report;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.heapgoal.recording.CycleCause;
import org.heapgoal.recording.GoalRule;
import org.heapgoal.recording.TriggerBound;

/**
 * How many of a run's cycles started for which cause, under which goal rule and trigger bound. Exact for any number of
 * cycles. Keys without a cycle are left out.
 *
 * @param total all cycles
 * @param byCause by what started them
 * @param byGoalRule by the rule that set the goal in force when they started
 * @param byTriggerBound by what set their trigger
 * @param limiterOn cycles at whose end the GC CPU limiter was on
 */
public record CycleCounts(
        long total,
        Map<CycleCause, Long> byCause,
        Map<GoalRule, Long> byGoalRule,
        Map<TriggerBound, Long> byTriggerBound,
        long limiterOn) {
    /** Copies the maps; they keep the order of declaration. */
    public CycleCounts {
        byCause = copy(CycleCause.class, byCause);
        byGoalRule = copy(GoalRule.class, byGoalRule);
        byTriggerBound = copy(TriggerBound.class, byTriggerBound);
    }

    /** The rule that set most cycles' goals (of equal ones the first declared), or nothing without a cycle. */
    public Optional<GoalRule> mainGoalRule() {
        GoalRule main = null;
        long most = 0;
        for (Map.Entry<GoalRule, Long> entry : byGoalRule.entrySet()) {
            if (entry.getValue() > most) {
                most = entry.getValue();
                main = entry.getKey();
            }
        }
        return Optional.ofNullable(main);
    }

    private static <K extends Enum<K>> Map<K, Long> copy(Class<K> keys, Map<K, Long> counts) {
        EnumMap<K, Long> copy = new EnumMap<>(keys);
        copy.putAll(counts);
        return Collections.unmodifiableMap(copy);
    }
}
