package dev.healthdata.producer.display;

import java.io.Console;

/** Whether somebody looks at a terminal. */
public final class TerminalCheck {
    private TerminalCheck() {}

    @SuppressWarnings("SystemConsoleNull") // asked first what newer versions of Java say
    public static boolean isTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console); // since Java 22
        } catch (ReflectiveOperationException e) {
            return true; // before, there was a console only on a terminal
        }
    }
}
