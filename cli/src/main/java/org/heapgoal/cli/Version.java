package org.heapgoal.cli;

import org.heapgoal.goruntime.GoVersion;
import picocli.CommandLine.IVersionProvider;

/** The program's version, as the build wrote it into the jar's manifest. */
final class Version implements IVersionProvider {
    /** The version's number; {@code development} when run from classes. */
    static String number() {
        String fromManifest = Main.class.getPackage().getImplementationVersion();
        return fromManifest == null ? "development" : fromManifest;
    }

    @Override
    public String[] getVersion() {
        return new String[] {
            "heapgoal " + number() + ", simulates Go " + String.join(", ", GoVersion.labels()) + " (default "
                    + GoVersion.DEFAULT.label() + ")"
        };
    }
}
