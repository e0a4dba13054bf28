package dev.healthdata.sink.check;

import dev.healthdata.sink.check.Problems.Problem;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Looks for options in the URL with which the driver would write slowly, other than what it was given, not at all, or to the log too. */
public final class UrlCheck {
    private static final String KEY = "mysql-url";

    /**
     * What an option may be set to, and what is wrong with all else.
     *
     * @param allowed in lower case, maybe what it begins with and a star; none if it is not to be set
     */
    private record Rule(List<String> allowed, String why) {
        boolean forbids(String value) {
            return allowed.stream()
                    .noneMatch(
                            each -> each.endsWith("*") ? value.startsWith(each.replace("*", "")) : value.equals(each));
        }
    }

    private static final Rule TRUE_OR_SLOW = new Rule(List.of("true"), "would make writing slow");
    private static final Rule FALSE_OR_INEXACT = new Rule(List.of("false"), "would make writing inexact");
    private static final String SPOILS = "would spoil names";
    /** The driver has statements with their values in it, and writes to stderr. */
    private static final String TELLS = "would write values of records into the log";

    private static final Rule FALSE_OR_TELLS = new Rule(List.of("false"), TELLS);
    private static final Rule TELLING = new Rule(List.of(), TELLS);
    private static final Rule HIDING = new Rule(List.of(), "could bring options along that are refused here");

    /** By name in lower case, since the driver does not tell upper from lower case. */
    private static final Map<String, Rule> RULES = Map.ofEntries(
            Map.entry("rewritebatchedstatements", TRUE_OR_SLOW),
            Map.entry("cacheprepstmts", TRUE_OR_SLOW),
            Map.entry("uselocalsessionstate", TRUE_OR_SLOW),
            Map.entry("useserverprepstmts", new Rule(List.of("false"), "would make writing slow")),
            Map.entry("jdbccomplianttruncation", new Rule(List.of("true"), "could let values be cut")),
            Map.entry("autoreconnect", FALSE_OR_INEXACT),
            Map.entry("autoreconnectforpools", FALSE_OR_INEXACT),
            Map.entry(
                    "failoverreadonly",
                    new Rule(List.of("false"), "would let no server of the URL but the first be written to")),
            Map.entry("allowmultiqueries", new Rule(List.of("false"), "is more than the sink needs")),
            Map.entry("sessionvariables", new Rule(List.of(), "would take the place of those that the sink sets")),
            Map.entry("profilesql", FALSE_OR_TELLS),
            Map.entry("logslowqueries", FALSE_OR_TELLS),
            Map.entry("useusageadvisor", FALSE_OR_TELLS),
            Map.entry("traceprotocol", FALSE_OR_TELLS),
            Map.entry("enablepacketdebug", FALSE_OR_TELLS),
            Map.entry("autogeneratetestcasescript", FALSE_OR_TELLS),
            Map.entry("logger", TELLING),
            Map.entry("profilereventhandler", TELLING),
            Map.entry("queryinterceptors", TELLING),
            Map.entry("exceptioninterceptors", TELLING),
            Map.entry("useconfigs", HIDING),
            Map.entry("propertiestransform", HIDING),
            Map.entry("characterencoding", new Rule(List.of("utf-8", "utf8"), SPOILS)),
            // It takes the encoding with it.
            Map.entry("connectioncollation", new Rule(List.of("utf8mb4_*"), SPOILS)));

    private UrlCheck() {}

    /**
     * Adds what is wrong to the problems.
     *
     * @return whether it leads to a database, for which others may look then
     */
    public static boolean run(String url, List<Problem> problems) {
        int query = url.indexOf('?');
        boolean leads = checkAddress(url, query < 0 ? url : url.substring(0, query), problems);
        if (query >= 0) {
            checkOptions(url.substring(query + 1), problems);
        }
        return leads;
    }

    private static boolean checkAddress(String url, String address, List<Problem> problems) {
        if (!address.contains("//") || !isTaken(url)) {
            problems.add(new Problem(
                    KEY, "does not begin with jdbc:mysql:// and a host: jdbc:mysql://HOST:PORT/healthcare_db"));
        } else if (address.indexOf('/', address.indexOf("//") + 2) < 0 || address.endsWith("/")) {
            problems.add(new Problem(KEY, "names no database: jdbc:mysql://HOST:PORT/healthcare_db"));
        } else {
            return true;
        }
        return false;
    }

    private static void checkOptions(String options, List<Problem> problems) {
        for (String option : options.split("&", -1)) {
            String[] parts = option.split("=", 2);
            Rule rule = RULES.get(parts[0].strip().toLowerCase(Locale.ROOT));
            String value = parts.length < 2 ? "" : parts[1].strip().toLowerCase(Locale.ROOT);
            if (rule != null && rule.forbids(value)) {
                problems.add(new Problem(KEY, option + " " + rule.why() + ": leave it out."));
            }
        }
    }

    private static boolean isTaken(String url) {
        try {
            DriverManager.getDriver(url);
            return true;
        } catch (SQLException e) {
            return false;
        }
    }
}
