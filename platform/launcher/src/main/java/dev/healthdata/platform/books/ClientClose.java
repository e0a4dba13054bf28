package dev.healthdata.platform.books;

/** Ends Kafka clients of commands. */
public final class ClientClose {
    private ClientClose() {}

    /**
     * As if the thread was not interrupted: a client that is closed by an interrupted one prints the traces of what it could
     * not wait for, and whoever pressed Ctrl-C reads them. The thread is interrupted again afterwards.
     *
     * @param close has a limit to the time that it takes
     */
    public static void uninterrupted(Runnable close) {
        boolean interrupted = Thread.interrupted();
        try {
            close.run();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
