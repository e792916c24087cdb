package org.dhurandhar.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A checkout with the real scripts, and a Maven and a JDK that only say what they were asked.
record Checkout(Path root) {
    private static final String MAVEN =
            """
            #!/bin/sh
            echo built >>builds
            sleep 1
            case "$*" in
            *"-pl kernel-extensions"*) jar=kernel-extensions/target/dhurandhar-kernel.jar ;;
            *) jar=dsl/target/dhurandhar.jar ;;
            esac
            mkdir -p "${jar%/*}/lib"
            echo whole >$jar
            """;

    static Checkout in(Path folder) throws IOException {
        var checkout = new Checkout(Files.createDirectories(folder));
        Files.createDirectories(folder.resolve("dsl/src/main"));
        Files.createDirectories(folder.resolve("kernel-extensions/src/main"));
        Files.createDirectories(folder.resolve("configs"));
        Files.writeString(folder.resolve("pom.xml"), "<project/>");
        var jdk = folder.resolve("jdk");
        checkout.script(".mvn/find-jdk", "#!/bin/sh\necho '" + jdk + "'\n");
        checkout.script("jdk/bin/java", "#!/bin/sh\necho \"columns ${COLUMNS-none}\"\n");
        checkout.script("jdk/bin/javac", "#!/bin/sh\n");
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"25\"\n");
        checkout.script("dhurandhar", Files.readString(Shell.ROOT.resolve("dhurandhar")));
        checkout.script("mvnw", MAVEN);
        return checkout;
    }

    Path script(String name, String text) throws IOException {
        var file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        assertThat(file.toFile().setExecutable(true, false)).isTrue();
        return file;
    }

    String read(String name) throws IOException {
        return Files.readString(root.resolve(name));
    }

    /// Runs `command` here; `more` is added to a PATH and a HOME in the checkout.
    Shell.Outcome run(Map<String, String> more, String... command) throws Exception {
        var environment = new HashMap<String, String>();
        environment.put("PATH", System.getenv("PATH"));
        environment.put("HOME", root.toString());
        environment.putAll(more);
        return Shell.run(root, environment, List.of(command));
    }
}
