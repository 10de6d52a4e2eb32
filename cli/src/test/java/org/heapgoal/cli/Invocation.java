package org.heapgoal.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * One run of the command inside the test's process.
 *
 * @param status the exit status
 * @param out standard output
 * @param err standard error
 */
record Invocation(int status, String out, String err) {
    /** Runs the command with these arguments. */
    static Invocation of(Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] texts = new String[arguments.length];
        for (int i = 0; i < arguments.length; i++) {
            texts[i] = String.valueOf(arguments[i]);
        }
        int status = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), texts);
        return new Invocation(status, out.toString(), err.toString());
    }

    /** The root of the repository. */
    static Path root() {
        return Path.of(System.getProperty("heapgoal.root"));
    }

    /** A recorded log of a real program in the repository. */
    static Path realLog() {
        return root().resolve("validation/logs/go1.26.8/steadycache-gogc100-p2.log.gz");
    }

    /** Its first twenty cycles, enough for a process of a few seconds, as a log in a directory. */
    static Path shortLog(Path directory) throws IOException {
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(realLog())), StandardCharsets.UTF_8))) {
            return Files.write(
                    directory.resolve("short.log"), reader.lines().limit(24).toList());
        }
    }
}
