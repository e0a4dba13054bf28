package dev.healthdata.analytics;

import dev.healthdata.analytics.checkpoint.CheckpointException;
import dev.healthdata.records.process.WrongProperty;
import java.io.PrintWriter;
import java.util.Optional;
import org.apache.spark.sql.streaming.StreamingQueryException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Says why the process ends, and what to do next. */
final class FailureReport implements IExecutionExceptionHandler {
    /** Neither wrong data (1) nor wrong configuration (2): something that it works with failed. */
    static final int FAILED = 3;

    private static final Logger LOG = LoggerFactory.getLogger(FailureReport.class);

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult result) {
        PrintWriter err = command.getErr();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CheckpointException) {
                err.println(cause.getMessage());
                return CommandLine.ExitCode.USAGE;
            }
        }
        Optional<String> property = WrongProperty.in(failure);
        if (property.isPresent()) {
            err.println(property.get());
            return CommandLine.ExitCode.USAGE;
        }
        LOG.error("the analytics cannot go on", failure);
        err.println("The analytics stopped: " + rootOf(failure).getMessage());
        err.println(advice(failure));
        return FAILED;
    }

    private static String advice(Exception failure) {
        if (failure instanceof StreamingQueryException
                && String.valueOf(rootOf(failure).getMessage()).contains("data may have been lost")) {
            return "Records that were not read yet are gone from the clean topics, or these were made anew."
                    + " Start once with --rebuild.";
        }
        return "Nothing is lost: it goes on where it stopped when it is started again.";
    }

    private static Throwable rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
