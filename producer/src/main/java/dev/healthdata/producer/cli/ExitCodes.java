package dev.healthdata.producer.cli;

/** What a process ends with, as in the command's help. */
final class ExitCodes {
    static final int DONE = 0;
    static final int DATA_WRONG = 1;
    static final int USAGE = 2;
    static final int FAILURE = 3;

    private ExitCodes() {}
}
