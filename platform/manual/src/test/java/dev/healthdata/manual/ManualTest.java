package dev.healthdata.manual;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.function.Predicate.not;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.healthdata.testing.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

class ManualTest {
    /** Of these two examples would be the same. */
    private static final Set<String> OBVIOUS = Set.of("healthcare-generate-completion", "healthcare-help");

    @TempDir
    private static Path directory;

    @BeforeAll
    static void write() throws IOException {
        ManualMain.write(directory);
    }

    static Stream<String> pages() {
        return commands().map(ManualTest::page);
    }

    static Stream<CommandLine> commands() {
        return Commands.withSubcommands(Commands.all());
    }

    @Test
    void everyCommandHasAPageAndNoOtherIsThere() {
        assertThat(directory.resolve("man/man1").toFile().list())
                .containsExactlyInAnyOrderElementsOf(
                        pages().map(name -> name + ".1").toList())
                .contains("healthcare.1", "healthcare-up.1", "healthcare-dead-letters-replay.1");
    }

    @Test
    void everyOptionAndArgumentHasItsPlaceInThePageOfItsCommand() {
        assertThat(commands()).allSatisfy(command -> {
            List<String> terms = terms(page(command));
            for (ArgSpec each : command.getCommandSpec().args()) {
                if (!each.hidden()) {
                    assertThat(terms)
                            .as(page(command))
                            .anyMatch(term -> each instanceof OptionSpec option
                                    ? List.of(term.split("[, =\\[]+")).containsAll(List.of(option.names()))
                                    : term.contains(each.paramLabel()));
                }
            }
        });
    }

    @Test
    void everyCommandIsNamedInThePageOfTheOneAboveIt() {
        assertThat(commands().filter(command -> command.getParent() != null))
                .allSatisfy(command -> assertThat(terms(page(command.getParent())))
                        .anyMatch(term -> term.startsWith(page(command) + "(1)")));
    }

    @Test
    void everyPageHasASummaryForTheIndexOfPages() {
        assertThat(pages())
                .allSatisfy(page -> assertThat(plain(page)).containsPattern(".SH NAME\n" + page + " - \\S+"));
    }

    /** Those that the launcher only names have nothing to say there. */
    @Test
    void commandsOfOtherPartsHaveThePagesOfThoseParts() {
        assertThat(plain("healthcare-replay")).contains("--force", "Kafka does not answer");
        assertThat(plain("healthcare-check")).contains("--examples=N");
        assertThat(plain("healthcare-bench")).contains("--scale=N", "healthcare bench [-hV]");
    }

    @Test
    void everyCommandHasTwoExamples() {
        assertThat(pages().filter(not(OBVIOUS::contains))).allSatisfy(page -> assertThat(plain(page)
                        .replaceFirst("(?s).*\n.SH EXAMPLES\n", "")
                        .lines()
                        .filter(line -> line.matches(" +(\\./)?healthcare .*")))
                .hasSizeGreaterThanOrEqualTo(2));
    }

    @Test
    void completionKnowsTheOptionsOfEveryPart() throws IOException {
        assertThat(directory.resolve("completion/healthcare"))
                .content()
                .contains("'--max-attempts'", "'--transaction-rows'", "'--scale'");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void groffFindsNothingWrong(String page) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/groff")), "groff is here");
        Process groff = new ProcessBuilder(
                        "groff", "-man", "-Tutf8", "-ww", "-Wbreak", file(page).toString())
                .redirectErrorStream(true)
                .start();

        assertThat(new String(groff.getInputStream().readAllBytes(), UTF_8)
                        .lines()
                        .filter(line -> line.startsWith("groff") || line.startsWith("troff")))
                .isEmpty();
        assertThat(groff.waitFor()).isZero();
    }

    @Test
    void theScriptKnowsTheCommandsThatTheLauncherOnlyNames() throws IOException {
        assertThat(Files.readString(Home.path().resolve("healthcare")))
                .contains("replay | check)", "bench)", "'man '*)");
    }

    private static String page(CommandLine command) {
        return command.getCommandSpec().qualifiedName("-");
    }

    /** What stands where options, arguments and commands are explained. */
    private static List<String> terms(String page) {
        List<String> lines = plain(page).lines().toList();
        return Stream.iterate(1, i -> i + 1)
                .limit(lines.size() - 1)
                .filter(i -> lines.get(i - 1).equals(".TP"))
                .map(lines::get)
                .toList();
    }

    private static String plain(String page) {
        try {
            return Files.readString(file(page))
                    .replaceAll("\\\\f[BIR]", "")
                    .replace("\\-", "-")
                    .replace("\\&", "");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Path file(String page) {
        return directory.resolve("man/man1").resolve(page + ".1");
    }
}
