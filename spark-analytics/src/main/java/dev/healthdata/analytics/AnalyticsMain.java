package dev.healthdata.analytics;

import picocli.CommandLine;

/** Runs the analytics until it is told to stop. */
public final class AnalyticsMain {
    private AnalyticsMain() {}

    public static void main(String[] args) {
        int code = new CommandLine(new AnalyticsCommand())
                .setExecutionExceptionHandler(new FailureReport())
                .execute(args);
        System.exit(code);
    }
}
