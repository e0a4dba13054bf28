package dev.healthdata.producer.mapping;

import dev.healthdata.producer.csv.CsvOptions;
import dev.healthdata.producer.file.SourceFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** What other files say, held in memory while a file is read. */
final class Lookups {
    private final Map<Expression.Lookup, Map<String, String>> answers;

    private Lookups(Map<Expression.Lookup, Map<String, String>> answers) {
        this.answers = answers;
    }

    /**
     * Reads them.
     *
     * @param beside the file that is read: lookups lie in its directory
     * @param problems is told why one cannot be used, to be read after "it" of the file
     */
    static Lookups load(TableMapping mapping, SourceFile beside, CsvOptions options, List<String> problems) {
        Map<Expression.Lookup, Map<String, String>> answers = new HashMap<>();
        for (Expression.Lookup lookup : mapping.lookups().distinct().toList()) {
            Optional<Path> file = find(lookup, beside);
            if (file.isEmpty()) {
                problems.add("needs the file " + lookup.file() + " beside it, which the mapping looks values up in");
            } else {
                answers.put(lookup, new LookupFile(new SourceFile(file.get()), lookup, options).read(problems));
            }
        }
        return new Lookups(answers);
    }

    /** Compressed or not. */
    static Optional<Path> find(Expression.Lookup lookup, SourceFile beside) {
        Path plain = beside.path().resolveSibling(lookup.file());
        Path compressed = beside.path().resolveSibling(lookup.file() + ".gz");
        return Files.exists(plain)
                ? Optional.of(plain)
                : Optional.of(compressed).filter(Files::exists);
    }

    Map<String, String> of(Expression.Lookup lookup) {
        return answers.get(lookup);
    }

    /** Says piece by piece what it says, whatever the order and the other columns of its file. */
    void canonical(Expression.Lookup lookup, Consumer<String> to) {
        Map<String, String> said = of(lookup);
        said.keySet().stream()
                .sorted()
                .map(key -> Canonical.of("", key, said.get(key)))
                .forEach(to);
    }
}
