package dev.healthdata.platform.operatorlog;

import picocli.CommandLine.Option;

/** Options that say who acts and why. */
public final class Operator {
    @Option(
            names = "--as",
            paramLabel = "NAME",
            description = "who does it, for the audit log (default: the user of the operating system)")
    private String name;

    @Option(names = "--reason", paramLabel = "TEXT", description = "why, for the audit log; no values of the record")
    private String reason;

    public String name() {
        return name == null || name.isBlank() ? System.getProperty("user.name", "unknown") : name;
    }

    /** Empty if none was given. */
    public String reason() {
        return reason == null ? "" : reason.strip();
    }
}
