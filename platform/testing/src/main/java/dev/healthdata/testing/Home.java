package dev.healthdata.testing;

import java.nio.file.Files;
import java.nio.file.Path;

/** The project's directory. */
public final class Home {
    private Home() {}

    /** From the property {@code healthcare.home}, which the build sets, else the nearest folder above with {@code sql}. */
    public static Path path() {
        String set = System.getProperty("healthcare.home");
        if (set != null) {
            return Path.of(set);
        }
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("sql"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}
