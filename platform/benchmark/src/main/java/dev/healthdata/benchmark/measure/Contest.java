package dev.healthdata.benchmark.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The measurements of all contenders. The first that was added is the reference that the others are divided by. */
public final class Contest {
    private final Map<String, List<Measurement>> byContender = new LinkedHashMap<>();

    public void add(String contender, Measurement measurement) {
        byContender.computeIfAbsent(contender, name -> new ArrayList<>()).add(measurement);
    }

    /** In the order in which they first ran. */
    public List<Standing> standings() {
        List<Standing> standings = new ArrayList<>();
        double reference = 0;
        for (Map.Entry<String, List<Measurement>> each : byContender.entrySet()) {
            Spread rate = spread(each.getValue(), Measurement::rowsPerSecond);
            reference = standings.isEmpty() ? rate.median() : reference;
            standings.add(new Standing(
                    each.getKey(),
                    rate,
                    rate.median() / reference,
                    spread(each.getValue(), Measurement::seconds),
                    spread(each.getValue(), Measurement::cpuSeconds),
                    spread(each.getValue(), Measurement::brokerCpuSeconds),
                    spread(each.getValue(), Measurement::databaseCpuSeconds),
                    spread(each.getValue(), Measurement::peakMib)));
        }
        return standings;
    }

    public Report report() {
        return new Report(standings(), Table.of(standings()));
    }

    private static Spread spread(List<Measurement> runs, ToDoubleFunction<Measurement> figure) {
        return Spread.of(runs.stream().mapToDouble(figure).toArray());
    }
}
