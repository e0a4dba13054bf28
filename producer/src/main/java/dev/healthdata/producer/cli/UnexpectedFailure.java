package dev.healthdata.producer.cli;

import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/** Tells of a failure that no command expects; that is neither wrong data nor wrong usage. */
public final class UnexpectedFailure implements IExecutionExceptionHandler {
    /** Runs a command. Errors of Java are handed over, too: it would end with 1 for them, which says that the data is wrong. */
    public static int noneThatEndsJava(ParseResult given) {
        try {
            return new RunLast().execute(given);
        } catch (Error e) {
            CommandLine command = given.commandSpec().commandLine();
            throw new ExecutionException(command, e.getClass().getName(), e);
        }
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult given) {
        PrintWriter err = command.getErr();
        String name = command.getCommandName();
        if (failure instanceof IOException) {
            err.println(name + " failed: " + failure.getClass().getSimpleName() + ": " + failure.getMessage());
            return ExitCodes.FAILURE;
        }
        // It may quote a record: its place in the code is told, its message is not.
        Throwable bug = failure instanceof ExecutionException handed ? handed.getCause() : failure;
        err.println(name + " was stopped by a bug, please report it: "
                + bug.getClass().getName());
        for (StackTraceElement place : bug.getStackTrace()) {
            err.println("  at " + place);
        }
        return ExitCodes.FAILURE;
    }
}
