package dev.healthdata.producer.cli;

import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Tells of a failure that no command expects; that is neither wrong data nor wrong usage. */
public final class UnexpectedFailure implements IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult given) {
        PrintWriter err = command.getErr();
        String name = command.getCommandName();
        if (failure instanceof IOException) {
            err.println(name + " failed: " + failure.getClass().getSimpleName() + ": " + failure.getMessage());
            return ExitCodes.FAILURE;
        }
        // It may quote a record: its place in the code is told, its message is not.
        err.println(name + " was stopped by a bug, please report it: "
                + failure.getClass().getName());
        for (StackTraceElement place : failure.getStackTrace()) {
            err.println("  at " + place);
        }
        return ExitCodes.FAILURE;
    }
}
