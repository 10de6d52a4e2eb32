package org.heapgoal.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.Stream;
import org.heapgoal.sim.units.BadInput;
import org.heapgoal.sim.units.NearMiss;
import picocli.CommandLine;

/** Entry point of the {@code heapgoal} command. */
public final class Main {
    private Main() {}

    /** Runs the command and ends the process with one of {@link ExitStatus}. */
    public static void main(String[] args) {
        Locale.setDefault(Locale.ROOT);
        StandardOutput sink = new StandardOutput(new FileOutputStream(FileDescriptor.out));
        PrintWriter out = utf8(sink);
        PrintWriter err = utf8(new FileOutputStream(FileDescriptor.err));
        Interruption.watch();
        int status;
        try {
            status = run(out, err, args);
        } catch (StackOverflowError | OutOfMemoryError e) {
            err.println("heapgoal: the Java virtual machine ran out of memory (" + e
                    + "); HEAPGOAL_JAVA_OPTS=-Xmx4g gives it more");
            status = ExitStatus.DEFECT;
        }
        out.flush();
        if (sink.failure().isPresent()) {
            err.println("heapgoal: standard output cannot be written: "
                    + sink.failure().get());
            status = Math.max(status, ExitStatus.BAD_INPUT);
        }
        err.flush();
        Interruption.finished();
        System.exit(Interruption.requested() ? ExitStatus.INTERRUPTED : status);
    }

    /**
     * Runs the command inside this process.
     *
     * @param out receives results
     * @param err receives progress, warnings and errors
     * @return one of {@link ExitStatus}
     */
    public static int run(PrintWriter out, PrintWriter err, String... args) {
        CommandLine line = new CommandLine(new HeapgoalCommand());
        line.setOut(out);
        line.setErr(err);
        line.setUsageHelpWidth(100);
        line.setUsageHelpAutoWidth(false);
        line.setParameterExceptionHandler(Main::onUsageError);
        line.setExecutionExceptionHandler(Main::onFailure);
        return line.execute(args);
    }

    private static int onUsageError(CommandLine.ParameterException error, String[] args) {
        CommandLine command = error.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("heapgoal: " + oneLine(error) + hint(error));
        err.println("Try \"" + command.getCommandSpec().qualifiedName() + " --help\".");
        err.flush();
        return ExitStatus.BAD_INPUT;
    }

    private static String oneLine(Throwable error) {
        String message = error.getMessage();
        return message == null ? error.getClass().getSimpleName() : message.replaceAll("\\R+\\s*", " ");
    }

    private static Stream<String> oneOrMoreLines(Throwable error) {
        return String.valueOf(error.getMessage()).lines();
    }

    private static String hint(CommandLine.ParameterException error) {
        if (!(error instanceof CommandLine.UnmatchedArgumentException unmatched)) {
            return "";
        }
        CommandLine command = error.getCommandLine();
        String word = unmatched.getUnmatched().isEmpty()
                ? ""
                : unmatched.getUnmatched().get(0);
        return word.startsWith("-")
                ? NearMiss.hint(word, command.getCommandSpec().optionsMap().keySet())
                : NearMiss.hint(word, command.getSubcommands().keySet());
    }

    private static int onFailure(Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
        PrintWriter err = command.getErr();
        if (failure instanceof BadInput) {
            // A scenario's problems come together, one a line.
            oneOrMoreLines(failure).forEach(line -> err.println("heapgoal: " + line));
            err.flush();
            return ExitStatus.BAD_INPUT;
        }
        if (failure instanceof Interruption.Interrupted) {
            err.println("heapgoal: interrupted; nothing was written");
            err.flush();
            return ExitStatus.INTERRUPTED;
        }
        err.println("heapgoal: this is a defect in Heapgoal, please report it with the command and the lines below");
        failure.printStackTrace(err);
        err.flush();
        return ExitStatus.DEFECT;
    }

    private static PrintWriter utf8(OutputStream sink) {
        PrintStream stream = new PrintStream(sink, false, StandardCharsets.UTF_8);
        return new PrintWriter(stream, false, StandardCharsets.UTF_8);
    }
}
