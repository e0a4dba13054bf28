package dev.healthdata.platform.compose;

import dev.healthdata.testing.Home;
import java.io.IOException;
import java.nio.file.Files;

/** Whoever looks after the database of a stack, with what docs/docker.md says. */
final class Administrator {
    private final Stack stack;

    Administrator(Stack stack) {
        this.stack = stack;
    }

    /** As after an update: new tables, views and grants of sql/. */
    void runsTheScriptsAgain() throws IOException {
        String page = Files.readString(Home.path().resolve("docs").resolve("docker.md"));
        stack.shell(page.lines()
                .filter(line -> line.startsWith("docker compose exec -T mysql "))
                .findFirst()
                .orElseThrow());
    }

    /** What the program prints; it must succeed. */
    String asRoot(String sql) {
        return mysql("root", "root", sql);
    }

    String asAnalyst(String sql) {
        return mysql("analyst -h 127.0.0.1", "analyst", sql);
    }

    private String mysql(String user, String secret, String sql) {
        String script = "MYSQL_PWD=$(cat /run/secrets/%s/password) exec mysql -N -u %s -e \"$0\"";
        return stack.exec("mysql", "bash", "-c", script.formatted(secret, user), sql);
    }
}
