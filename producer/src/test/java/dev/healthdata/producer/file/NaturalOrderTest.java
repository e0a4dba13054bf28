package dev.healthdata.producer.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NaturalOrderTest {
    @TempDir
    private Path directory;

    @Test
    void aNumberedFileComesBehindTheOneWithout() {
        assertOrder("patients.csv", "patients (1).csv", "patients (2).csv", "patients-2.csv", "patients-10.csv");
        assertOrder("patients.csv.gz", "patients-2.csv", "patients-3.CSV.GZ", "patients-4.Csv");
        assertOrder("patients.csv", "Patients-2.csv", "patients-3.csv");
    }

    @Test
    void numbersCountAsNumbers() {
        assertOrder("visits-9.csv", "visits-9-corrected.csv", "visits-10.csv");
        assertOrder("visits-2026-9-30.csv", "visits-2026-10-01.csv", "visits-2026-10-1.csv", "visits-2026-10-2.csv");
        assertOrder("visits-1.csv", "visits-99999999999999999999.csv", "visits-100000000000000000000.csv");
    }

    @Test
    void filesOfADirectoryAreFoundInIt() throws IOException {
        for (String name : List.of("visits-10.csv", "visits-9.csv", "visits.csv")) {
            Files.writeString(directory.resolve(name), "");
        }

        assertThat(new FileFinder(List.of()).in(directory))
                .extracting(SourceFile::name)
                .containsExactly("visits.csv", "visits-9.csv", "visits-10.csv");
    }

    private static void assertOrder(String... names) {
        List<String> shuffled = new ArrayList<>(List.of(names));
        Collections.shuffle(shuffled, new Random(names.length));
        shuffled.sort(new NaturalOrder());
        assertThat(shuffled).containsExactly(names);
    }
}
