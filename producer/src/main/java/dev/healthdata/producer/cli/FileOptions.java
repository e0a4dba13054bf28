package dev.healthdata.producer.cli;

import dev.healthdata.producer.csv.CsvOptions;
import dev.healthdata.producer.file.FileFinder;
import dev.healthdata.producer.mapping.Feeds;
import dev.healthdata.producer.mapping.Mapping;
import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.table.Table;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which files, and how they are read. */
final class FileOptions {
    private static final Map<String, Character> DELIMITERS =
            Map.of("comma", ',', "semicolon", ';', "tab", '\t', "pipe", '|');

    @Parameters(
            paramLabel = "PATH",
            arity = "0..*",
            description = "CSV files (.csv, .csv.gz), or directories of such; what lies deeper is left alone.")
    private List<Path> paths = new ArrayList<>();

    @Option(
            names = "--table",
            paramLabel = "NAME",
            description = "The table that the rows belong to. Default: the table whose name the file's name begins"
                    + " with (visits-2026.csv), else the one whose id is in the header.")
    private String table;

    @Option(
            names = "--mapping",
            paramLabel = "FILE",
            description =
                    "How columns of files of another system become ours (YAML); mappings/synthea.yml is an example."
                            + " Of directories only the files that it names are read. With --table, only its entry for that table;"
                            + " a file that is named as PATH may be called anything then.")
    private Path mapping;

    @Option(
            names = "--delimiter",
            paramLabel = "NAME",
            description = "comma, semicolon, tab or pipe. Default: told from the header.")
    private String delimiter;

    @Option(
            names = "--charset",
            paramLabel = "NAME",
            description = "UTF-8 (default) or one of single bytes, such as windows-1252. A row that is not of the"
                    + " charset is malformed.")
    private String charset;

    @Option(
            names = "--exclude",
            paramLabel = "GLOB",
            defaultValue = "defects.csv",
            description = "Names of files in directories that are passed over; may be repeated. Default:"
                    + " ${DEFAULT-VALUE}, which 'healthcare generate' writes.")
    private List<String> excluded = new ArrayList<>();

    List<Path> paths() {
        return paths;
    }

    /** What is wrong is added to the problems. */
    CsvOptions csv(List<String> problems) {
        return new CsvOptions(table(problems), delimiter(problems), charset(problems), charset != null);
    }

    /** What is wrong is added to the problems. */
    Feeds feeds(List<String> problems) {
        Optional<Mapping> known = mapping == null ? Optional.empty() : Mapping.read(mapping, problems);
        return new Feeds(known, known.isEmpty() ? Optional.empty() : table(new ArrayList<>()));
    }

    /** Whether all that is asked for is to look at the mapping itself. */
    boolean isMappingOnly() {
        return mapping != null && paths.isEmpty();
    }

    /** What is wrong is added to the problems. */
    FileFinder finder(Feeds feeds, List<String> problems) {
        return new FileFinder(
                excluded.stream().filter(glob -> isPattern(glob, problems)).toList(), feeds::wants);
    }

    void checkPaths(boolean directoriesOnly, List<String> problems) {
        if (paths.isEmpty()) {
            problems.add("PATH: name a CSV file, or a directory of such");
        }
        for (Path path : paths) {
            if (!Files.exists(path)) {
                problems.add(path + ": there is no such file or directory");
            } else if (!Files.isReadable(path)) {
                problems.add(path + ": may not be read by this user");
            } else if (!Files.isDirectory(path) && !Files.isRegularFile(path)) {
                // Files are read twice, and a pipe gives nothing the second time.
                problems.add(path + ": is neither a file nor a directory");
            } else if (directoriesOnly && !Files.isDirectory(path)) {
                problems.add(path + ": --watch watches directories, and this is none");
            }
        }
    }

    private Optional<Table> table(List<String> problems) {
        if (table == null) {
            return Optional.empty();
        }
        Optional<Table> known = Tables.find(table.toLowerCase(Locale.ROOT).replace('-', '_'));
        if (known.isEmpty()) {
            problems.add("--table: there is no table " + table + ", only "
                    + Tables.all().stream().map(Table::name).collect(Collectors.joining(", ")));
        }
        return known;
    }

    private static boolean isPattern(String glob, List<String> problems) {
        try {
            FileSystems.getDefault().getPathMatcher("glob:" + glob);
            return true;
        } catch (PatternSyntaxException e) {
            problems.add("--exclude: is no pattern: " + glob + " (" + e.getDescription() + ")");
            return false;
        }
    }

    private Optional<Character> delimiter(List<String> problems) {
        if (delimiter == null) {
            return Optional.empty();
        }
        Optional<Character> known = Optional.ofNullable(DELIMITERS.get(delimiter.toLowerCase(Locale.ROOT)))
                .or(() -> DELIMITERS.values().stream()
                        .filter(character -> delimiter.equals(character.toString()))
                        .findFirst());
        if (known.isEmpty()) {
            problems.add("--delimiter: is not comma, semicolon, tab or pipe");
        }
        return known;
    }

    private Charset charset(List<String> problems) {
        if (charset == null) {
            return StandardCharsets.UTF_8;
        }
        try {
            Charset known = Charset.forName(charset);
            if (CsvOptions.supports(known)) {
                return known;
            }
            problems.add("--charset: " + charset + " is neither UTF-8 nor of single bytes: convert the file to UTF-8");
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            problems.add("--charset: there is no charset " + charset);
        }
        return StandardCharsets.UTF_8;
    }
}
