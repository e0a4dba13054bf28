package dev.healthdata.producer.mapping;

import dev.healthdata.producer.file.SourceFile;
import dev.healthdata.records.table.Table;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Which files become rows of which tables, and how. */
public record Mapping(List<TableMapping> tables) {
    /**
     * Reads a mapping.
     *
     * @param problems is told all that is wrong with it, each with its line and column
     * @return empty if anything is
     */
    public static Optional<Mapping> read(Path file, List<String> problems) {
        return new MappingFile(file).read(problems);
    }

    /** Those that take a file, by its name. One file may give rows of several tables. */
    List<TableMapping> of(SourceFile file) {
        return tables.stream().filter(table -> table.takes(file.name())).toList();
    }

    /** Those to a table, whatever their files are called. */
    List<TableMapping> to(Table table) {
        return tables.stream().filter(mapping -> mapping.table() == table).toList();
    }

    /** Whether it is only read for what other files refer to. */
    boolean isLookup(String fileName) {
        return tables.stream().flatMap(TableMapping::lookups).anyMatch(lookup -> lookup.file()
                .equalsIgnoreCase(fileName));
    }
}
