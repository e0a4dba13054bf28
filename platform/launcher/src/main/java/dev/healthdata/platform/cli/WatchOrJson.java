package dev.healthdata.platform.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** What commands that can draw again and again say of JSON. */
public final class WatchOrJson {
    private WatchOrJson() {}

    /** @throws ParameterException if both are asked for */
    public static void requireOne(CommandSpec command, boolean watch, boolean json) {
        if (watch && json) {
            throw new ParameterException(
                    command.commandLine(), "--watch and --json: one draws, the other is for programs; choose one");
        }
    }
}
