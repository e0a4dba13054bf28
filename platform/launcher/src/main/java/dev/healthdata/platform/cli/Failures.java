package dev.healthdata.platform.cli;

import dev.healthdata.records.process.WrongProperty;
import java.util.Optional;
import org.apache.kafka.common.errors.InterruptException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** What a person sees of a failure: what is wrong and what to do, no stack trace unless HEALTHCARE_DEBUG is set. */
public final class Failures {
    private static final int WRONG = 1;
    private static final int USAGE = 2;

    private Failures() {}

    /** Has a command say so when it, or one of its subcommands, fails. */
    public static CommandLine reportedBy(CommandLine command) {
        return command.setParameterExceptionHandler(Failures::usage).setExecutionExceptionHandler(Failures::execution);
    }

    /** What is wrong, in a line. */
    public static String text(Exception failure) {
        if (failure instanceof InterruptedException || failure instanceof InterruptException) {
            return "interrupted";
        }
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }

    private static int usage(ParameterException failure, String[] args) {
        CommandLine command = failure.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        command.getErr().println(name + ": " + failure.getMessage());
        command.getErr().println("'./" + name + " --help' tells what it takes.");
        return USAGE;
    }

    private static int execution(Exception failure, CommandLine command, ParseResult result) {
        if (failure instanceof ParameterException usage) {
            return usage(usage, new String[0]);
        }
        Optional<String> property = WrongProperty.in(failure);
        if (property.isPresent()) {
            return usage(new ParameterException(command, property.get()), new String[0]);
        }
        command.getErr().println(command.getCommandSpec().qualifiedName() + ": " + text(failure));
        if (System.getenv("HEALTHCARE_DEBUG") != null) {
            failure.printStackTrace(command.getErr());
        } else {
            command.getErr().println("HEALTHCARE_DEBUG=1 in the environment shows where.");
        }
        return WRONG;
    }
}
