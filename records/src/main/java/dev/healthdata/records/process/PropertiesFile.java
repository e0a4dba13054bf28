package dev.healthdata.records.process;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;

/** A file of properties that an operator names on the command line. */
public final class PropertiesFile {
    private PropertiesFile() {}

    /**
     * What is in it.
     *
     * @param unreadable told why, if it cannot be read or is no such file; what came before that is returned
     */
    public static Map<String, String> read(Path file, Consumer<Exception> unreadable) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            unreadable.accept(e);
        }
        Map<String, String> read = new HashMap<>();
        properties.stringPropertyNames().forEach(name -> read.put(name, properties.getProperty(name)));
        return read;
    }
}
