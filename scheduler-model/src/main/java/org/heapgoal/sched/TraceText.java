package org.heapgoal.sched;

import java.util.ArrayList;
import java.util.List;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.goruntime.Schedtrace;
import org.jspecify.annotations.Nullable;

/**
 * The lines of {@code GODEBUG=schedtrace=X,scheddetail=1} ({@code proc.go: schedtrace}). What the model has no counterpart of
 * prints as it does on a healthy process: nothing mallocing, throwing or dying, and locks held by the system monitor only.
 */
final class TraceText {
    private TraceText() {}

    static Schedtrace schedtrace(Sched s, long millis) {
        List<Long> queues = new ArrayList<>();
        List<Long> ticks = new ArrayList<>();
        for (P p : s.allPs.subList(0, s.maxProcs)) {
            queues.add((long) p.queue.size());
            ticks.add(p.schedtick);
        }
        return new Schedtrace(
                millis,
                s.maxProcs,
                s.idleCount(),
                s.allMs.size() + 1,
                s.spinning,
                s.needSpinning ? 1 : 0,
                s.idleMs.size(),
                s.runq.size(),
                queues,
                ticks);
    }

    static String detail(Sched s, long millis) {
        boolean old = !s.version.atLeast(GoVersion.GO_1_20);
        String first = schedtrace(s, millis).line(GoVersion.GO_1_20.atLeast(s.version) ? s.version : GoVersion.GO_1_20);
        StringBuilder out = new StringBuilder(first.substring(0, first.lastIndexOf(" [")));
        out.append(" gcwaiting=").append(flag(s.gcWaiting, old));
        out.append(" nmidlelocked=").append(s.idleLocked);
        out.append(" stopwait=").append(s.gcWaiting ? s.stopWait : 0);
        out.append(" sysmonwait=").append(flag(s.monitor.asleep(), old)).append('\n');
        for (P p : s.allPs.subList(0, s.maxProcs)) {
            appendP(out, p, s);
        }
        for (int i = s.allMs.size() - 1; i >= 0; i--) {
            M m = s.allMs.get(i);
            if (m.id() == 0) {
                appendMonitor(out, old);
            }
            appendM(out, m, old);
        }
        for (G g : s.allGs) {
            appendG(out, g, old);
        }
        return out.substring(0, out.length() - 1);
    }

    private static void appendP(StringBuilder out, P p, Sched s) {
        // Since 1.26 a P in a system call is a running one that still belongs to its thread.
        boolean inCall = p.state == PState.SYSCALL && s.version.atLeast(GoVersion.GO_1_26);
        M m = inCall ? p.syscallM : p.m;
        out.append("  P").append(p.id());
        out.append(": status=").append(inCall ? PState.RUNNING.number() : p.state.number());
        out.append(" schedtick=").append(p.schedtick);
        out.append(" syscalltick=").append(p.syscalltick);
        out.append(" m=").append(number(m == null ? null : (long) m.id(), !s.version.atLeast(GoVersion.GO_1_20)));
        out.append(" runqsize=").append(p.queue.size());
        out.append(" gfreecnt=").append(p.freeSlots.size());
        out.append(" timerslen=").append(p.timers.size()).append('\n');
    }

    private static void appendM(StringBuilder out, M m, boolean old) {
        P p = m.p;
        G current = m.current;
        G locked = m.lockedG;
        boolean blocked = m.phase == MPhase.PARKED || m.phase == MPhase.PARKED_LOCKED || m.phase == MPhase.WAKING;
        out.append("  M").append(m.id());
        out.append(": p=").append(number(p == null ? null : (long) p.id(), old));
        out.append(" curg=").append(number(current == null ? null : current.id(), old));
        out.append(" mallocing=0 throwing=0 preemptoff= locks=0 dying=0 spinning=")
                .append(m.spinning);
        out.append(" blocked=").append(blocked);
        out.append(" lockedg=")
                .append(number(locked == null ? null : locked.id(), old))
                .append('\n');
    }

    private static void appendMonitor(StringBuilder out, boolean old) {
        String none = number(null, old);
        out.append("  M")
                .append(Sched.MONITOR_ID)
                .append(": p=")
                .append(none)
                .append(" curg=")
                .append(none);
        out.append(" mallocing=0 throwing=0 preemptoff= locks=2 dying=0 spinning=false blocked=false lockedg=");
        out.append(none).append('\n');
    }

    private static void appendG(StringBuilder out, G g, boolean old) {
        M m = g.m;
        M locked = g.lockedM;
        out.append("  G").append(g.id());
        out.append(": status=")
                .append(g.state.number())
                .append('(')
                .append(g.waitReason().text());
        out.append(") m=").append(number(m == null ? null : (long) m.id(), old));
        out.append(" lockedm=")
                .append(number(locked == null ? null : (long) locked.id(), old))
                .append('\n');
    }

    private static String number(@Nullable Long id, boolean old) {
        return id == null ? (old ? "-1" : "nil") : id.toString();
    }

    private static String flag(boolean value, boolean old) {
        return old ? (value ? "1" : "0") : String.valueOf(value);
    }
}
