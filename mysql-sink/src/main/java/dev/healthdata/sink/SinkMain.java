package dev.healthdata.sink;

import dev.healthdata.observability.HealthAddressException;
import dev.healthdata.observability.Observability;
import dev.healthdata.records.process.Parent;
import dev.healthdata.sink.check.Problems;
import dev.healthdata.sink.consume.SinkStopped;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code mysql-sink}: runs until it is told to end. */
@Command(
        name = "mysql-sink",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpWidth = 100,
        description = {
            "Keeps the tables of a MySQL (8.0.23+) or MariaDB (10.11+) database equal to the clean topics.",
            "Each row ends as its newest version, parents before children, each exactly once in effect: it may be"
                    + " killed at any moment and started again. Several processes share the work."
        },
        footer = {
            "",
            "Example:",
            "  MYSQL_PASSWORD_FILE=/run/secrets/sink mysql-sink --bootstrap-server kafka:9092 \\",
            "    --mysql-url 'jdbc:mysql://db:3306/healthcare_db?sslMode=VERIFY_IDENTITY' --mysql-user sink",
            "",
            "Exit codes: 0 ended as told, 2 usage or configuration, 3 stopped, see the reason; also where Kafka or"
                    + " the database does not answer at the start, or is read-only, and nothing else is wrong."
        })
public final class SinkMain implements Callable<Integer> {
    private static final int CONFIGURATION = 2;
    private static final int STOPPED = 3;

    /** When nothing is to be waited for any more; the main thread itself may wait for those who wait for this. */
    private final CountDownLatch ended = new CountDownLatch(1);

    @Mixin
    private SinkOptions options;

    public static void main(String[] args) {
        int code = new CommandLine(new SinkMain())
                .setExecutionExceptionHandler((e, command, parsed) -> bug(e))
                .execute(args);
        // At a shutdown under way, exit would wait for the hook that waits for us.
        if (code != 0) {
            System.exit(code);
        }
    }

    @Override
    public Integer call() {
        // First of all: waiting for the database takes longer than a parent that is gone should be waited for.
        Parent parent = Parent.ofThisProcess();
        parent.follow(() -> {}, () -> System.exit(0));
        try (Observability observability = options.health().start();
                Sink sink = Sink.start(options.settings(), observability)) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(sink), "shutdown"));
            parent.ready();
            ProgressReports.start(parent, sink.progress());
            sink.await();
            return 0;
        } catch (HealthAddressException e) {
            System.err.println(e.getMessage());
            return CONFIGURATION;
        } catch (Problems e) {
            System.err.println("mysql-sink cannot start:");
            e.list().forEach(problem -> System.err.println("  " + problem));
            // Who started this would not start it again after the other, and an outage must not end what it interrupts.
            return e.mayPass() ? STOPPED : CONFIGURATION;
        } catch (SinkStopped e) {
            System.err.println("mysql-sink stopped: " + e.getMessage());
            return STOPPED;
        } catch (FencedInstanceIdException e) {
            System.err.println("mysql-sink stopped: another process of the group has taken over its --instance name.");
            return STOPPED;
        } catch (KafkaException e) {
            System.err.println("mysql-sink stopped: Kafka: " + e.getClass().getSimpleName() + ": " + e.getMessage()
                    + ". Nothing is lost; start it again when Kafka is well.");
            return STOPPED;
        } finally {
            ended.countDown();
        }
    }

    /** An exception that nobody expected may quote a record: its place in the code is told, its message is not. */
    private static int bug(Exception error) {
        System.err.println("mysql-sink stopped by a bug, please report it: "
                + error.getClass().getName());
        for (StackTraceElement place : error.getStackTrace()) {
            System.err.println("  at " + place);
        }
        return STOPPED;
    }

    private void end(Sink sink) {
        sink.stop();
        try {
            var unused = ended.await(15, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
