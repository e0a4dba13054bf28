package dev.healthdata.benchmark.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What the operating system says that a process has used so far. */
public final class Usage {
    private static final long KIB_IN_MIB = 1024;

    private Usage() {}

    /** Processor time of all its threads, user and system; zero if it is gone. */
    public static Duration processorTime(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().totalCpuDuration())
                .orElse(Duration.ZERO);
    }

    /** The most memory that it had resident, in MiB; 0 where the system does not tell (proc(5), VmHWM). */
    public static long peakResidentMib(long pid) {
        return mib(pid, "VmHWM:");
    }

    /** The memory that it has resident now, in MiB; 0 where the system does not tell (proc(5), VmRSS). */
    public static long residentMib(long pid) {
        return mib(pid, "VmRSS:");
    }

    private static long mib(long pid, String figure) {
        try {
            List<String> status = Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"));
            return status.stream()
                    .filter(line -> line.startsWith(figure))
                    .map(line -> line.replaceAll("\\D", ""))
                    .mapToLong(Long::parseLong)
                    .map(kib -> kib / KIB_IN_MIB)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }
}
