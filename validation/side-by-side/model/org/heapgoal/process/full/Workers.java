package org.heapgoal.process.full;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.heapgoal.goruntime.GcSettings;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.pacer.GcController;
import org.heapgoal.recording.CycleCause;

/** Mark workers and their limits for GOMAXPROCS 1 to 16, as the Go program printed them and as the model's pacer plans them. */
final class Workers {
    private Workers() {}

    /** Appends the table; tells how many rows differ. */
    static int compare(Path real, GoVersion version, List<String> out) throws IOException {
        out.add("| GOMAXPROCS | dedicated, Go | model | fractional goal, Go | model | idle limit, Go | model |"
                + " idle limit of a periodic cycle, Go | model | |");
        out.add("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        int different = 0;
        for (String line : Files.readAllLines(real)) {
            String[] words = line.split(" ");
            if (!words[0].equals("workers")) {
                continue;
            }
            int procs = Integer.parseInt(words[1]);
            GcController heap = cycle(version, procs, CycleCause.HEAP);
            GcController periodic = cycle(version, procs, CycleCause.PERIODIC);
            List<String> model = new ArrayList<>();
            model.add(Integer.toString(heap.dedicatedMarkWorkersNeeded()));
            model.add(number(heap.fractionalUtilizationGoal()));
            model.add(Integer.toString(heap.maxIdleMarkWorkers()));
            model.add(Integer.toString(periodic.maxIdleMarkWorkers()));
            List<String> go =
                    List.of(words[2], number(Double.parseDouble(words[3])), words[4], words[5]);
            StringBuilder row = new StringBuilder("| " + procs);
            for (int i = 0; i < model.size(); i++) {
                row.append(" | ").append(go.get(i)).append(" | ").append(model.get(i));
            }
            boolean equal = go.equals(model);
            out.add(row.append(equal ? " | equal |" : " | **different** |").toString());
            different += equal ? 0 : 1;
        }
        return different;
    }

    private static String number(double value) {
        return value == 0 ? "0" : String.format(Locale.ROOT, "%.17g", value).replaceAll("0+$", "");
    }

    private static GcController cycle(GoVersion version, int procs, CycleCause cause) {
        GcController controller = new GcController(version, 100, GcSettings.NO_MEMORY_LIMIT, 0);
        controller.startCycle(0, procs, cause);
        return controller;
    }
}
