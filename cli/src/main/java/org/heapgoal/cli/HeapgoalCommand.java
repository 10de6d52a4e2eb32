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
        subcommands = {
            RunCommand.class,
            WhatIfCommand.class,
            ReportCommand.class,
            CompareCommand.class,
            CalibrateCommand.class,
            ValidateCommand.class,
            ConformanceCommand.class,
            ScenariosCommand.class
        },
        commandListHeading = "%nCommands:%n",
        footerHeading = "%nFirst steps:%n",
        footer = {
            "  GODEBUG=gctrace=1 ./my-service 2> service.log       record your own service",
            "  heapgoal what-if service.log GOGC=50,100,200,400     what would other settings do to it?",
            "  heapgoal what-if service.log GOGC=off,100 GOMEMLIMIT=900MiB --recorded GOGC=100 --out report",
            "  heapgoal run web-service GOGC=200 GODEBUG=gctrace=1  a ready-made scenario",
            "  heapgoal compare web-service web-service GOGC=200    which cycle differs first, and why?",
            "  heapgoal scenarios                                   which scenarios there are",
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
