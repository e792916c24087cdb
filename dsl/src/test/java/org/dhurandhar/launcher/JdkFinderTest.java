package org.dhurandhar.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
final class JdkFinderTest {
    @TempDir Path roots;

    @Test
    void none_takes_three_lines() throws Exception {
        var outcome = find(Map.of());
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err().lines())
                .hasSize(3)
                .startsWith(
                        "MissingJdk: no JDK 25 or newer found",
                        "  looked: JAVA_HOME, /usr/lib/jvm, ~/.sdkman/candidates/java, ~/.jdks,"
                                + " /Library/Java/JavaVirtualMachines, PATH");
        assertThat(outcome.err().lines().skip(2))
                .allMatch(line -> line.startsWith("  try:    ") && line.contains("25"));
    }

    @Test
    void an_older_one_is_named() throws Exception {
        jdk("old", "17.0.15");
        jdk("older", "1.8.0_402");
        assertThat(find(Map.of()).err())
                .startsWith("MissingJdk: no JDK 25 or newer found, the newest here is 17\n");
    }

    @Test
    void the_lowest_that_is_new_enough_wins() throws Exception {
        jdk("a", "27");
        jdk("b", "17.0.15");
        var wanted = jdk("c", "25.0.3");
        jdk("d", "26-ea");
        assertThat(find(Map.of())).isEqualTo(new Shell.Outcome(0, wanted + "\n", ""));
    }

    @Test
    void java_home_comes_first_unless_it_is_too_old() throws Exception {
        var usual = jdk("a", "25.0.3");
        var newer = jdk("b", "26.0.1");
        var old = jdk("c", "21");
        assertThat(find(Map.of("JAVA_HOME", newer.toString())).out()).isEqualTo(newer + "\n");
        assertThat(find(Map.of("JAVA_HOME", old.toString())).out()).isEqualTo(usual + "\n");
    }

    @Test
    void a_bundle_of_macos_counts() throws Exception {
        var home = jdk("temurin-25.jdk/Contents/Home", "25");
        assertThat(find(Map.of()).out()).isEqualTo(home + "\n");
    }

    private Shell.Outcome find(Map<String, String> more) throws Exception {
        var environment = new HashMap<>(more);
        environment.put("PATH", roots.resolve("nowhere").toString());
        environment.put("HOME", roots.toString());
        environment.put("DHURANDHAR_JDK_ROOTS", roots.toString());
        var script = Shell.ROOT.resolve(".mvn/find-jdk").toString();
        return Shell.run(roots, environment, List.of("/bin/sh", script));
    }

    private Path jdk(String name, String version) throws IOException {
        var home = roots.resolve(name);
        var bin = Files.createDirectories(home.resolve("bin"));
        for (var tool : List.of("java", "javac")) {
            var file = Files.writeString(bin.resolve(tool), "#!/bin/sh\n");
            assertThat(file.toFile().setExecutable(true)).isTrue();
        }
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        return home;
    }
}
