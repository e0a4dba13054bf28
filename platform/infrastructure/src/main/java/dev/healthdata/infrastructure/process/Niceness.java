package dev.healthdata.infrastructure.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Commands that leave the processor to others (nice(1), POSIX). */
public final class Niceness {
    private static final List<Path> PLACES = List.of(Path.of("/usr/bin/nice"), Path.of("/bin/nice"));

    private Niceness() {}

    /**
     * The same command, for a process that runs when no other wants to; the command as it is where there is no nice(1). The
     * process keeps its number.
     */
    public static List<String> behindOthers(List<String> command) {
        List<String> nice = new ArrayList<>();
        PLACES.stream().filter(Files::isExecutable).findFirst().ifPresent(place -> {
            nice.add(place.toString());
            nice.add("-n");
            nice.add("10");
        });
        nice.addAll(command);
        return List.copyOf(nice);
    }
}
