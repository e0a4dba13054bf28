package dev.healthdata.producer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.healthdata.producer.file.FileFinder;
import dev.healthdata.producer.file.SourceFile;
import dev.healthdata.producer.mapping.Feeds;
import dev.healthdata.producer.mapping.Mapping;
import dev.healthdata.producer.watch.CompleteFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LookupWaitTest {
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path directory;

    @Test
    void holdsAFileBackUntilWhatItLooksUpIsThereAndComplete() throws IOException {
        SourceFile providers = new SourceFile(directory.resolve("providers.csv"));
        SourceFile patients = new SourceFile(directory.resolve("patients.csv"));
        LookupWait wait = wait(synthea(), Duration.ofMinutes(10));

        assertThat(wait.ready(List.of(providers, patients))).containsExactly(patients);
        assertThat(wait.ready(List.of())).isEmpty();
        assertThat(err.toString().lines())
                .containsExactly("providers.csv: waits for organizations.csv, which it needs beside it");

        Path organizations = Files.writeString(directory.resolve("organizations.csv"), "Id,NAME\n");
        assertThat(wait.ready(List.of())).as("while it may still be written to").isEmpty();
        rest(organizations);
        assertThat(wait.ready(List.of())).containsExactly(providers);
        assertThat(wait.ready(List.of())).isEmpty();
    }

    @Test
    void waitsNoLongerForAFileWhoseTimeIsInTheFuture() throws IOException {
        SourceFile providers = new SourceFile(directory.resolve("providers.csv"));
        Path organizations = Files.writeString(directory.resolve("organizations.csv"), "Id,NAME\n");
        Files.setLastModifiedTime(organizations, FileTime.from(Instant.now().plusSeconds(3600)));
        LookupWait wait = wait(synthea(), Duration.ofMillis(50));

        assertThat(wait.ready(List.of(providers))).isEmpty();

        await().untilAsserted(() -> assertThat(wait.ready(List.of())).containsExactly(providers));
    }

    @Test
    void givesAFileAgainWhenWhatItLooksUpHasChangedAndIsComplete() throws IOException {
        SourceFile providers = new SourceFile(directory.resolve("providers.csv"));
        SourceFile patients = new SourceFile(directory.resolve("patients.csv"));
        Set<SourceFile> there = Set.of(providers, patients);
        Path organizations = Files.writeString(directory.resolve("organizations.csv"), "Id,NAME\n");
        rest(organizations);
        LookupWait wait = wait(synthea(), Duration.ofMinutes(10));
        assertThat(wait.ready(List.of(providers, patients))).containsExactly(providers, patients);
        assertThat(wait.changed(there)).isEmpty();

        Files.writeString(organizations, "Id,NAME\n1,Mercy\n");
        assertThat(wait.changed(there)).as("while it may still be written to").isEmpty();
        rest(organizations);
        assertThat(wait.changed(there)).containsExactly(providers);
        assertThat(wait.changed(there)).isEmpty();

        Files.delete(organizations);
        assertThat(wait.changed(there)).isEmpty();
        Files.writeString(organizations, "Id,NAME\n1,Mercy\n2,City\n");
        rest(organizations);
        assertThat(wait.changed(there)).containsExactly(providers);

        Files.writeString(organizations, "Id,NAME\n");
        rest(organizations);
        assertThat(wait.changed(Set.of(patients))).as("when it is gone itself").isEmpty();
    }

    @Test
    void givesNoFileAgainThatIsWrittenToWhenWhatItLooksUpChanges() throws IOException {
        SourceFile providers = new SourceFile(Files.writeString(directory.resolve("providers.csv"), "Id\n1\n"));
        Path organizations = Files.writeString(directory.resolve("organizations.csv"), "Id,NAME\n");
        rest(organizations);
        try (CompleteFiles complete = providers()) {
            LookupWait wait = wait(complete);
            awaitReady(wait, complete, providers);

            Files.writeString(organizations, "Id,NAME\n1,Mercy\n");
            rest(organizations);
            Files.writeString(providers.path(), "Id\n1\n2");
            assertThat(wait.ready(complete.look())).isEmpty();
            assertThat(wait.changed(complete.there())).isEmpty();

            awaitReady(wait, complete, providers);
            assertThat(wait.changed(complete.there()))
                    .as("as it was given already")
                    .isEmpty();
        }
    }

    @Test
    void givesNoFileThatIsWrittenToWhenWhatItWaitedForComes() throws IOException {
        SourceFile providers = new SourceFile(Files.writeString(directory.resolve("providers.csv"), "Id\n1\n"));
        try (CompleteFiles complete = providers()) {
            LookupWait wait = wait(complete);
            await().until(() -> {
                wait.ready(complete.look());
                return !err.toString().isEmpty();
            });

            rest(Files.writeString(directory.resolve("organizations.csv"), "Id,NAME\n"));
            Files.writeString(providers.path(), "Id\n1\n2");
            assertThat(wait.ready(complete.look())).isEmpty();

            awaitReady(wait, complete, providers);
        }
    }

    @Test
    void holdsNothingBackWithoutAMapping() {
        SourceFile visits = new SourceFile(directory.resolve("visits.csv"));

        assertThat(wait(Optional.empty(), Duration.ZERO).ready(List.of(visits))).containsExactly(visits);
    }

    private static void awaitReady(LookupWait wait, CompleteFiles complete, SourceFile file) {
        await().untilAsserted(() -> assertThat(wait.ready(complete.look())).containsExactly(file));
    }

    private CompleteFiles providers() {
        FileFinder finder = new FileFinder(List.of(), name -> name.equals("providers.csv"));
        return new CompleteFiles(List.of(directory), finder, Duration.ofMillis(300));
    }

    private LookupWait wait(CompleteFiles complete) {
        return new LookupWait(
                new Feeds(synthea(), Optional.empty()),
                complete::isComplete,
                Duration.ofMinutes(10),
                new PrintWriter(err, true));
    }

    private static void rest(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(3600)));
    }

    private static Optional<Mapping> synthea() {
        return Mapping.read(Path.of("../mappings/synthea.yml"), new ArrayList<>());
    }

    private LookupWait wait(Optional<Mapping> mapping, Duration quiet) {
        return new LookupWait(new Feeds(mapping, Optional.empty()), file -> true, quiet, new PrintWriter(err, true));
    }
}
