package org.heapgoal.workload.machine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.machine.MachineProfile;
import org.heapgoal.process.program.MachineSpec;
import org.heapgoal.sim.units.BadInput;
import org.heapgoal.sim.units.NearMiss;

/** The machine profiles that come with the program, and the choice of one for a run. */
public final class MachineProfiles {
    /** The profile for runtimes that mark object by object. */
    public static final String CLASSIC = "classic";

    /** The profile for runtimes that mark span by span. */
    public static final String GREEN_TEA = "green-tea";

    private static final List<String> NAMES = List.of(CLASSIC, GREEN_TEA);

    private MachineProfiles() {}

    /** The names of the profiles that come with the program. */
    public static List<String> names() {
        return NAMES;
    }

    /** The name of the profile that a Go version gets unless another is asked for: Green Tea from 1.26 on. */
    public static String defaultName(GoVersion version) {
        return version.atLeast(GoVersion.GO_1_26) ? GREEN_TEA : CLASSIC;
    }

    /** Whether a profile is named by its file instead of by its name. */
    public static boolean isFile(String profile) {
        String lower = profile.toLowerCase(Locale.ROOT);
        return lower.endsWith(".yaml") || lower.endsWith(".yml");
    }

    /**
     * The profile for a run.
     *
     * @param profile a name, a file that ends in {@code .yaml} or {@code .yml}, or empty for the Go version's default
     * @param version the Go version that is simulated
     * @throws BadInput if there is no such profile, its file has problems, or it is for Green Tea and the version has none
     */
    public static MachineProfile select(String profile, GoVersion version) {
        MachineProfile selected = isFile(profile)
                ? MachineProfileReader.read(path(profile))
                : load(profile.isEmpty() ? defaultName(version) : profile);
        if (selected.greenTea() && !version.atLeast(GoVersion.GO_1_25)) {
            throw new BadInput("machine profile " + selected.name() + " is for the Green Tea collector, which Go "
                    + version.label() + " does not have; allowed are profiles without it, such as " + CLASSIC
                    + ", and Go 1.25 or later");
        }
        return selected;
    }

    /**
     * The profile for a run on a machine: the one that it names, with the machine's own costs in place of the profile's.
     *
     * @throws BadInput as {@link #select(String, GoVersion)} does
     */
    public static MachineProfile select(MachineSpec machine, GoVersion version) {
        return select(machine.profile(), version).with(machine.costs(), "the scenario");
    }

    /**
     * A profile that comes with the program.
     *
     * @throws BadInput if there is none of this name, with the one that was probably meant
     */
    public static MachineProfile load(String name) {
        return MachineProfileReader.read("machine profile " + name, text(name));
    }

    /**
     * A profile's file, comments included: something to start one's own from.
     *
     * @throws BadInput if there is none of this name
     */
    public static String text(String name) {
        if (!NAMES.contains(name)) {
            throw new BadInput("there is no machine profile \"" + name + "\": allowed are " + String.join(", ", NAMES)
                    + " and files that end in .yaml" + NearMiss.hint(name, NAMES));
        }
        return resource(name + ".yaml");
    }

    /** The JSON Schema (2020-12) of profile files, for editors. */
    public static String schema() {
        return resource("machine-profile.schema.json");
    }

    private static Path path(String file) {
        try {
            return Path.of(file);
        } catch (InvalidPathException e) {
            throw new BadInput("\"" + file.replaceAll("\\p{Cntrl}", "?") + "\" cannot be a file's name", e);
        }
    }

    private static String resource(String path) {
        try (InputStream in = MachineProfiles.class.getResourceAsStream("/org/heapgoal/machines/" + path)) {
            if (in == null) {
                throw new IllegalStateException("resource " + path + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
