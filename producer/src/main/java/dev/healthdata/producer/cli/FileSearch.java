package dev.healthdata.producer.cli;

import dev.healthdata.producer.file.FileFinder;
import dev.healthdata.producer.file.SourceFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The files that paths lead to now. */
record FileSearch(List<SourceFile> files, int code) {
    /** A directory without any is an error that is told, and stops nothing. */
    static FileSearch in(List<Path> paths, FileFinder finder, PrintWriter err) throws IOException {
        int code = ExitCodes.DONE;
        List<SourceFile> files = new ArrayList<>();
        for (Path path : paths) {
            List<SourceFile> found = Files.isDirectory(path) ? finder.in(path) : List.of(new SourceFile(path));
            if (found.isEmpty()) {
                err.println(path + ": has no CSV files");
                code = ExitCodes.USAGE;
            }
            files.addAll(found);
        }
        return new FileSearch(files, code);
    }
}
