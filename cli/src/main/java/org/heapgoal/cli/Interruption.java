package org.heapgoal.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ctrl-C as a flag that long work asks for. The first interrupt lets the work stop at a clean point, remove what it has
 * begun to write and say so; the process then ends with {@link ExitStatus#INTERRUPTED}.
 */
final class Interruption {
    private static final long PATIENCE_SECONDS = 5;

    private static final AtomicBoolean REQUESTED = new AtomicBoolean();
    private static final CountDownLatch FINISHED = new CountDownLatch(1);

    private Interruption() {}

    /** The work stopped because the user asked for it. */
    static final class Interrupted extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Interrupted() {
            super("interrupted");
        }
    }

    /**
     * Starts to watch for an interrupt. The hook also runs at an ordinary exit, where {@link #requested} no longer
     * matters; at an interrupt it gives the main thread some seconds to stop cleanly.
     */
    static void watch() {
        Thread main = Thread.currentThread();
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            REQUESTED.set(true);
                            if (main.isAlive()) {
                                awaitFinish();
                            }
                        },
                        "interruption"));
    }

    /** Whether the process has been asked to stop. */
    static boolean requested() {
        return REQUESTED.get();
    }

    /** Throws {@link Interrupted} where the process has been asked to stop. */
    static void check() {
        if (requested()) {
            throw new Interrupted();
        }
    }

    /** Says that the main thread has nothing more to clean up. */
    static void finished() {
        FINISHED.countDown();
    }

    private static void awaitFinish() {
        try {
            if (!FINISHED.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("heapgoal: stopping took too long, giving up");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
