package dev.healthdata.platform.generate;

import dev.healthdata.platform.generate.random.Share;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options as typed. They are text, so that all that is wrong with them is found at once. */
final class GenerateOptions {
    private static final long MOST_ROWS = 1_000_000_000;
    private static final long BYTES_A_ROW = 90;
    private static final LocalDate EARLIEST = LocalDate.of(1940, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(2099, 12, 31);

    private final List<String> problems = new ArrayList<>();

    @Option(
            names = "--patients",
            paramLabel = "N",
            defaultValue = "10000",
            description = "rows of patients.csv (default: ${DEFAULT-VALUE})")
    private String patients = "";

    @Option(
            names = "--doctors",
            paramLabel = "N",
            defaultValue = "1000",
            description = "rows of doctors.csv (default: ${DEFAULT-VALUE})")
    private String doctors = "";

    @Option(
            names = "--visits",
            paramLabel = "N",
            defaultValue = "50000",
            description = "rows of visits.csv (default: ${DEFAULT-VALUE})")
    private String visits = "";

    @Option(
            names = "--lab-reports",
            paramLabel = "N",
            defaultValue = "30000",
            description = "rows of lab_reports.csv (default: ${DEFAULT-VALUE})")
    private String labReports = "";

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "any whole number; another seed gives other people (default: ${DEFAULT-VALUE})")
    private String seed = "";

    @Option(
            names = "--dirty",
            paramLabel = "SHARE",
            defaultValue = "0",
            description = "share of the rows of each file that get a defect, 0 to 1 (default: ${DEFAULT-VALUE})")
    private String dirty = "";

    @Option(
            names = "--noise",
            paramLabel = "SHARE",
            description = "share of the rows that are right but unusual, 0 to 1: repeated, corrected later, padded with"
                    + " spaces, out of order (default: as --dirty)")
    private String noise;

    @Option(
            names = "--until",
            paramLabel = "DATE",
            defaultValue = "2026-10-31",
            description = "last day of the data; visits are of the three years before it (default: ${DEFAULT-VALUE})")
    private String until = "";

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "where to write; made if missing")
    private Path out;

    @Option(names = "--force", description = "replace files of an earlier run in DIR")
    private boolean force;

    /** The settings, or nothing and {@link #problems()}. */
    Optional<GenerateSettings> settings() {
        Map<String, Long> rows = new LinkedHashMap<>();
        rows.put("patients", rows("--patients", patients));
        rows.put("doctors", rows("--doctors", doctors));
        rows.put("visits", rows("--visits", visits));
        rows.put("lab_reports", rows("--lab-reports", labReports));
        long number = whole("--seed", seed, Long.MIN_VALUE, Long.MAX_VALUE);
        Share dirtyShare = share("--dirty", dirty);
        Share noiseShare = noise == null ? dirtyShare : share("--noise", noise);
        LocalDate lastDay = day();
        if (problems.isEmpty()) {
            checkParents(rows);
        }
        checkDirectory(rows);
        return problems.isEmpty()
                ? Optional.of(new GenerateSettings(rows, number, dirtyShare, noiseShare, lastDay, out))
                : Optional.empty();
    }

    /** Each begins with the option that it is about. */
    List<String> problems() {
        return List.copyOf(problems);
    }

    private long rows(String option, String text) {
        return whole(option, text, 0, MOST_ROWS);
    }

    private long whole(String option, String text, long least, long most) {
        try {
            long number = Long.parseLong(text.strip());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below, with those out of range.
        }
        problems.add(option + ": '" + text + "' is not a whole number from " + least + " to " + most);
        return 0;
    }

    private Share share(String option, String text) {
        Optional<Share> share = Share.parse(text);
        if (share.isEmpty()) {
            problems.add(option + ": '" + text + "' is not a number from 0 to 1 with at most six decimals;"
                    + " 0.01 is one row in a hundred");
        }
        return share.orElse(new Share(0));
    }

    private LocalDate day() {
        try {
            LocalDate day = LocalDate.parse(until.strip());
            if (!day.isBefore(EARLIEST) && !day.isAfter(LATEST)) {
                return day;
            }
        } catch (DateTimeException e) {
            // Told below, with those out of range.
        }
        problems.add(
                "--until: '" + until + "' is not a date from " + EARLIEST + " to " + LATEST + " written as YYYY-MM-DD");
        return LATEST;
    }

    private void checkParents(Map<String, Long> rows) {
        if (rows.get("visits") > 0 && rows.get("patients") == 0) {
            problems.add("--patients: visits need at least one patient");
        }
        if (rows.get("visits") > 0 && rows.get("doctors") == 0) {
            problems.add("--doctors: visits need at least one doctor");
        }
        if (rows.get("lab_reports") > 0 && rows.get("visits") == 0) {
            problems.add("--visits: lab reports need at least one visit");
        }
    }

    private void checkDirectory(Map<String, Long> rows) {
        List<String> present = Generator.fileNames().stream()
                .filter(name -> Files.exists(out.resolve(name)))
                .toList();
        if (!force && !present.isEmpty()) {
            problems.add("--out: " + out + " already has " + String.join(", ", present)
                    + "; name another directory, or say --force to replace them");
        }
        if (!problems.isEmpty()) {
            return;
        }
        try {
            Files.createDirectories(out);
            long needed = rows.values().stream().mapToLong(Long::longValue).sum() * BYTES_A_ROW;
            long free = Files.getFileStore(out).getUsableSpace();
            if (free < needed) {
                problems.add("--out: " + out + " has " + (free >> 20) + " MiB left on its disk, about " + (needed >> 20)
                        + " MiB are needed; name a directory on another disk, or ask for fewer rows");
            }
        } catch (IOException e) {
            problems.add("--out: cannot make the directory " + out + " ("
                    + e.getClass().getSimpleName() + ")");
        }
    }
}
