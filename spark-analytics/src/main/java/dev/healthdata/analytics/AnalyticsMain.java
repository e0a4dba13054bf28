package dev.healthdata.analytics;

import picocli.CommandLine;

/** Runs the analytics until it is told to stop. */
public final class AnalyticsMain {
    private AnalyticsMain() {}

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new AnalyticsCommand()).setExecutionExceptionHandler(new FailureReport());
    }
}
