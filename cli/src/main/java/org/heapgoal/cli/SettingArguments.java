package org.heapgoal.cli;

import java.util.ArrayList;
import java.util.List;
import org.heapgoal.goruntime.SettingReader;
import org.heapgoal.sim.units.BadInput;

/**
 * The words after a command: inputs first, settings of the simulated process ({@code NAME=VALUE}) after them.
 *
 * @param inputs files, preset names or {@code -}
 * @param settings {@code NAME=VALUE} each, as typed
 */
record SettingArguments(List<String> inputs, List<String> settings) {
    /** Tells settings from inputs: a word with an equals sign behind a name is a setting. */
    static SettingArguments of(List<String> words) {
        List<String> inputs = new ArrayList<>();
        List<String> settings = new ArrayList<>();
        for (String word : words) {
            (SettingReader.looksLikeSetting(word) ? settings : inputs).add(word);
        }
        return new SettingArguments(List.copyOf(inputs), List.copyOf(settings));
    }

    /**
     * Splits words into inputs, each with the settings that follow it.
     *
     * @throws BadInput if a setting comes before the first input
     */
    static List<SettingArguments> byInput(List<String> words) {
        List<SettingArguments> sides = new ArrayList<>();
        for (String word : words) {
            if (!SettingReader.looksLikeSetting(word)) {
                sides.add(new SettingArguments(List.of(word), List.of()));
                continue;
            }
            if (sides.isEmpty()) {
                throw new BadInput(word + " comes before the first input: settings follow the input they are for");
            }
            SettingArguments last = sides.remove(sides.size() - 1);
            List<String> settings = new ArrayList<>(last.settings());
            settings.add(word);
            sides.add(new SettingArguments(last.inputs(), List.copyOf(settings)));
        }
        return sides;
    }

    /** The only input. */
    String singleInput() {
        if (inputs.size() != 1) {
            throw new BadInput("expected one input (a log, a scenario file or a preset's name) and then settings as"
                    + " NAME=VALUE, got " + inputs.size() + (inputs.isEmpty() ? "" : ": " + String.join(" ", inputs)));
        }
        if (inputs.get(0).isEmpty()) {
            throw new BadInput("the input's name is empty");
        }
        return inputs.get(0);
    }
}
