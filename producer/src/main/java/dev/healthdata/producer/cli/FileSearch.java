package dev.healthdata.producer.cli;

import dev.healthdata.producer.file.FileFinder;
import dev.healthdata.producer.file.SourceFile;
import dev.healthdata.producer.mapping.Feed;
import dev.healthdata.producer.mapping.Feeds;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What paths lead to now.
 *
 * @param code not 0 if one leads nowhere
 */
record FileSearch(List<Feed> feeds, int code) {
    /** A directory without any is an error that is told, and stops nothing. */
    static FileSearch in(List<Path> paths, Feeds feeds, FileFinder finder, PrintWriter err) throws IOException {
        int code = ExitCodes.DONE;
        List<SourceFile> files = new ArrayList<>();
        for (Path path : paths) {
            List<SourceFile> found = Files.isDirectory(path) ? finder.in(path) : List.of(new SourceFile(path));
            if (found.isEmpty()) {
                err.println(path + ": has no CSV files" + (feeds.isMapped() ? " that the mapping names" : ""));
                code = ExitCodes.USAGE;
            }
            if (Files.isDirectory(path)) {
                tellPassedOver(path, feeds, finder, err);
            }
            files.addAll(found);
        }
        return new FileSearch(
                files.stream().flatMap(file -> feeds.of(file).stream()).toList(), code);
    }

    /** A file whose name has a typing error would otherwise be missed by nobody. */
    private static void tellPassedOver(Path directory, Feeds feeds, FileFinder finder, PrintWriter err)
            throws IOException {
        List<String> names = finder.passedOver(directory).stream()
                .map(SourceFile::name)
                .filter(name -> !feeds.knows(name))
                .toList();
        if (!names.isEmpty()) {
            err.println(directory + ": the mapping does not name, so that nobody reads: " + String.join(", ", names));
        }
    }
}
