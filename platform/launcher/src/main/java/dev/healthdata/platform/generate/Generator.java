package dev.healthdata.platform.generate;

import dev.healthdata.platform.generate.csv.LineWriter;
import dev.healthdata.platform.generate.defect.Defects;
import dev.healthdata.platform.generate.row.RowSource;
import dev.healthdata.platform.generate.row.World;
import dev.healthdata.records.catalog.Tables;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Writes the files of all tables and the list of their defects; all get their names when the last is complete. */
final class Generator {
    private final GenerateSettings settings;
    private final Progress progress;

    Generator(GenerateSettings settings, Progress progress) {
        this.settings = settings;
        this.progress = progress;
    }

    /** The names of the files it writes. */
    static List<String> fileNames() {
        return Stream.concat(
                        Tables.all().stream().map(table -> TableFile.nameFor(table.name())), Stream.of(DefectList.FILE))
                .toList();
    }

    /** Returns how many rows are defective. */
    long run() throws IOException {
        World world = World.of(settings.seed(), settings.until(), settings.rows(), settings.dirty(), settings.noise());
        List<LineWriter> files = new ArrayList<>();
        try {
            long defective = write(world, files);
            for (LineWriter file : files) {
                file.publish();
            }
            return defective;
        } finally {
            for (LineWriter file : files) {
                file.discard();
            }
        }
    }

    private long write(World world, List<LineWriter> files) throws IOException {
        try (LineWriter list = open(DefectList.FILE, files)) {
            DefectList defects = new DefectList(list);
            for (RowSource source : world.sources()) {
                TableFile table = new TableFile(settings.seed(), source, new Defects(settings.seed(), source, world));
                try (LineWriter file = open(TableFile.nameFor(source.table().name()), files)) {
                    table.write(file, defects, progress);
                }
            }
            return defects.rows();
        }
    }

    private LineWriter open(String name, List<LineWriter> files) throws IOException {
        Path target = settings.directory().resolve(name);
        LineWriter file = new LineWriter(target);
        files.add(file);
        return file;
    }
}
