package org.heapgoal.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command without a subcommand: names the subcommands and gives the first steps. */
@Command(
        name = "heapgoal",
        description = "Simulates the Go runtime's garbage-collector pacer: what would other settings do to my service?",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {ConformanceCommand.class},
        commandListHeading = "%nCommands:%n",
        footer = {
            "",
            "Exit status: 0 done, 1 a check failed, 2 bad usage or input, 130 interrupted, 70 a defect of Heapgoal."
        })
final class HeapgoalCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before run
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "a command is needed: " + String.join(", ", spec.subcommands().keySet()));
    }
}
