package dev.healthdata.infrastructure.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command line of a JVM of its own for one part: Kafka's broker, Spark and the others bring different versions of
 * the same libraries.
 *
 * @param target the build directory of the part's module: its jar and, in {@code lib}, what it needs
 * @param artifact the name of that jar, without its ending
 * @param mainClass what is run
 * @param options of the JVM, before the class path
 */
public record Jvm(Path target, String artifact, String mainClass, List<String> options) {
    /**
     * In the environment of the launcher: each JVM writes down at its end which classes it used, in a form that the next
     * one maps instead of loading (application class data sharing, JEP 350).
     */
    public static final String ARCHIVE_CLASSES = "HEALTHCARE_ARCHIVE_CLASSES";

    /** With code 3. Whatever thread it meets, what goes on without it is half a part; and else Java ends with 1, which says something. */
    private static final String END_WITHOUT_MEMORY = "-XX:+ExitOnOutOfMemoryError";

    /** Whether {@link #ARCHIVE_CLASSES} is set. */
    public static boolean archivesClasses() {
        return System.getenv(ARCHIVE_CLASSES) != null;
    }

    public Jvm {
        options = List.copyOf(options);
    }

    /** @throws IllegalStateException if the part is not built */
    public List<String> command(List<String> arguments) {
        return command(arguments, archivesClasses() ? makingOfArchive() : useOfArchive());
    }

    /** Of a process that makes the {@link #archive} when it ends in order. */
    public List<String> archivingCommand(List<String> arguments) {
        return command(arguments, makingOfArchive());
    }

    /** Of the classes that were used. */
    public Path archive() {
        return target.resolve(artifact + ".jsa");
    }

    private List<String> command(List<String> arguments, List<String> archiveOptions) {
        Path jar = target.resolve(artifact + ".jar");
        if (!Files.exists(jar)) {
            throw new IllegalStateException(jar + " is missing: run 'mvn -DskipTests package' first");
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add(END_WITHOUT_MEMORY);
        command.addAll(options);
        command.addAll(archiveOptions);
        command.add("-cp");
        command.add(jar + File.pathSeparator + target.resolve("lib").resolve("*"));
        command.add(mainClass);
        command.addAll(arguments);
        return List.copyOf(command);
    }

    private List<String> makingOfArchive() {
        return List.of("-XX:ArchiveClassesAtExit=" + archive(), "-Xlog:cds=off", "-Xlog:cds+dynamic=off");
    }

    /** An archive that does not fit the jars any more is ignored by the JVM, which would say so each time. */
    private List<String> useOfArchive() {
        return Files.exists(archive())
                ? List.of(
                        "-XX:SharedArchiveFile=" + archive(),
                        "-Xlog:cds=off",
                        "-Xlog:cds+dynamic=off",
                        "-Xlog:class+path=off")
                : List.of();
    }
}
