package dev.healthdata.platform.up;

import java.util.ArrayList;
import java.util.List;

/** The JVM options of Spark 3.5: it reaches into the JDK's packages, and without these it fails on Java 17. */
final class SparkOptions {
    private static final List<String> OPENED = List.of(
            "java.lang",
            "java.lang.invoke",
            "java.lang.reflect",
            "java.io",
            "java.net",
            "java.nio",
            "java.util",
            "java.util.concurrent",
            "java.util.concurrent.atomic",
            "sun.nio.ch",
            "sun.nio.cs",
            "sun.security.action",
            "sun.util.calendar");

    private SparkOptions() {}

    static List<String> of(String heap) {
        List<String> options = new ArrayList<>(List.of(
                heap,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-Djava.net.preferIPv4Stack=true"));
        OPENED.forEach(name -> options.add("--add-opens=java.base/" + name + "=ALL-UNNAMED"));
        return List.copyOf(options);
    }
}
