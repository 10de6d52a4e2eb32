package org.heapgoal.goruntime;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** The GODEBUG settings of one process after its start. */
public final class Godebug {
    /** No GODEBUG in the environment. */
    public static final Godebug DEFAULT = new Godebug(Map.of());

    private final Map<GodebugSetting, Integer> values;

    /** The given values; every other setting has its default. */
    public Godebug(Map<GodebugSetting, Integer> values) {
        EnumMap<GodebugSetting, Integer> copy = new EnumMap<>(GodebugSetting.class);
        copy.putAll(values);
        this.values = Collections.unmodifiableMap(copy);
    }

    /** The value in force. */
    public int value(GodebugSetting setting) {
        return values.getOrDefault(setting, setting.defaultValue());
    }

    /** Whether the value in force is above zero: how the runtime tests most of its settings. */
    public boolean on(GodebugSetting setting) {
        return value(setting) > 0;
    }

    /** The settings that were given, in order of declaration. */
    public Map<GodebugSetting, Integer> given() {
        return values;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Godebug that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        values.forEach((setting, value) -> text.append(text.isEmpty() ? "" : ",")
                .append(setting.goName())
                .append('=')
                .append(value));
        return text.toString();
    }
}
