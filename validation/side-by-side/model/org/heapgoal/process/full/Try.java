package org.heapgoal.process.full;
import java.nio.file.Path;
public class Try {
    public static void main(String[] a) throws Exception {
        Figures real = Figures.read(Path.of(a[1]));
        Figures model = ModelLoop.run(Loop.parse(a[0]), org.heapgoal.goruntime.GoVersion.parse(a[2]), real, 2048, Integer.parseInt(a[3]));
        for (int i = 0; i < Math.max(real.cycles().size(), model.cycles().size()); i++) {
            if (i < real.cycles().size()) System.out.println("R " + java.util.Arrays.toString(real.cycles().get(i)));
            if (i < model.cycles().size()) System.out.println("M " + java.util.Arrays.toString(model.cycles().get(i)));
        }
        if (a.length > 4) return;
        java.util.TreeSet<String> keys = new java.util.TreeSet<>(real.values().keySet());
        keys.addAll(model.values().keySet());
        for (String k : keys) if (!k.startsWith("start.") && !k.startsWith("surv") && !k.startsWith("end.obj")) System.out.println(k + " " + real.of(k) + " " + model.of(k));
    }
}
