package dev.healthdata.producer.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Finds the CSV files of a directory; what lies deeper is left alone. */
public final class FileFinder {
    private static final Comparator<SourceFile> BY_NAME = Comparator.comparing(SourceFile::name, new NaturalOrder());

    private final List<PathMatcher> excluded;
    private final Predicate<String> wanted;

    /** @param excludedGlobs patterns of file names that are passed over in directories */
    public FileFinder(List<String> excludedGlobs) {
        this(excludedGlobs, name -> true);
    }

    /** @param wanted says of the names of the other CSV files in directories which ones are */
    public FileFinder(List<String> excludedGlobs, Predicate<String> wanted) {
        this.wanted = wanted;
        this.excluded = excludedGlobs.stream()
                .map(glob -> FileSystems.getDefault().getPathMatcher("glob:" + glob))
                .toList();
    }

    /** In the order of their names. */
    public List<SourceFile> in(Path directory) throws IOException {
        return csvFiles(directory).filter(file -> wanted.test(file.name())).toList();
    }

    /** CSV files that are not wanted, in the order of their names. */
    public List<SourceFile> passedOver(Path directory) throws IOException {
        return csvFiles(directory).filter(file -> !wanted.test(file.name())).toList();
    }

    private Stream<SourceFile> csvFiles(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries
                    .filter(this::isCsv)
                    .filter(Files::isRegularFile)
                    .map(SourceFile::new)
                    .sorted(BY_NAME)
                    .toList()
                    .stream();
        } catch (UncheckedIOException e) {
            throw e.getCause(); // the drive failed between two names
        }
    }

    /** Hidden files are those that copying tools have not finished. */
    private boolean isCsv(Path path) {
        String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
        return (name.endsWith(".csv") || name.endsWith(".csv.gz"))
                && !name.startsWith(".")
                && excluded.stream().noneMatch(matcher -> matcher.matches(path.getFileName()));
    }
}
