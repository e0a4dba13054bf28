package dev.healthdata.producer.mapping;

import dev.healthdata.producer.file.SourceFile;
import dev.healthdata.records.table.Table;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Tells what files give. */
public final class Feeds {
    private final Optional<Mapping> mapping;
    private final Optional<Table> only;

    /**
     * Without a mapping each file has a table's own columns.
     *
     * @param only this table of the mapping; all where empty
     */
    public Feeds(Optional<Mapping> mapping, Optional<Table> only) {
        this.mapping = mapping;
        this.only = only;
    }

    /** Whether files are those of another system. */
    public boolean isMapped() {
        return mapping.isPresent();
    }

    /** Never empty: a file that the mapping does not name gives one that cannot be read, and says so. */
    public List<Feed> of(SourceFile file) {
        if (mapping.isEmpty()) {
            return List.of(Feed.own(file));
        }
        List<TableMapping> chosen = chosen(file);
        return chosen.isEmpty()
                ? List.of(Feed.unusable(file, "belongs to no table: the mapping names no file like it"))
                : chosen.stream().map(each -> Feed.mapped(file, each)).toList();
    }

    /** Whether a file of a directory is to be read: only by its name, since nobody chose it. */
    public boolean wants(String fileName) {
        return mapping.isEmpty()
                || named(fileName).anyMatch(way -> only.isEmpty() || only.get().equals(way.table()));
    }

    /** Whether a file has a meaning for the mapping, if only for other tables or other files. */
    public boolean knows(String fileName) {
        return mapping.isPresent()
                && (isLookup(fileName) || named(fileName).findAny().isPresent());
    }

    /** Whether a file is there for others, which look values up in it. */
    public boolean isLookup(String fileName) {
        return mapping.filter(known -> known.isLookup(fileName) || known.isLookup(withoutGz(fileName)))
                .isPresent();
    }

    /** The files that this one cannot be read without, and that are not there. */
    public List<String> missing(SourceFile file) {
        return mapping.isEmpty()
                ? List.of()
                : chosen(file).stream()
                        .flatMap(TableMapping::lookups)
                        .filter(lookup -> Lookups.find(lookup, file).isEmpty())
                        .map(Expression.Lookup::file)
                        .distinct()
                        .toList();
    }

    /** The files that this one cannot be read without, and that are there. */
    public List<Path> needed(SourceFile file) {
        return mapping.isEmpty()
                ? List.of()
                : chosen(file).stream()
                        .flatMap(TableMapping::lookups)
                        .flatMap(lookup -> Lookups.find(lookup, file).stream())
                        .filter(Files::exists)
                        .distinct()
                        .toList();
    }

    /** By the file's name; a table that is asked for tells as well, if the mapping has one way to it. */
    private List<TableMapping> chosen(SourceFile file) {
        Mapping known = mapping.orElseThrow();
        if (only.isEmpty()) {
            return known.of(file);
        }
        List<TableMapping> ways = known.to(only.get());
        return ways.size() == 1
                ? ways
                : ways.stream().filter(way -> way.takes(file.name())).toList();
    }

    private Stream<TableMapping> named(String fileName) {
        return mapping.orElseThrow().of(new SourceFile(Path.of(fileName))).stream();
    }

    private static String withoutGz(String fileName) {
        return fileName.endsWith(".gz") ? fileName.substring(0, fileName.length() - 3) : fileName;
    }
}
