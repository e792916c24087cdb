package org.dhurandhar.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
final class MavenWrapperTest {
    private static final String NAME = "apache-maven-9";

    @TempDir Path folder;
    private Checkout checkout;

    @BeforeEach
    void make() throws Exception {
        checkout = Checkout.in(folder.resolve("a checkout"));
        checkout.script("mvnw", Files.readString(Shell.ROOT.resolve("mvnw")));
        checkout.script("served/" + NAME + "/bin/mvn", "#!/bin/sh\necho \"Maven asked: $*\"\n");
        shell("tar -czf served.tar.gz -C served " + NAME);
        var bytes = Files.readAllBytes(checkout.root().resolve("served.tar.gz"));
        var sum = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-512").digest(bytes));
        Files.writeString(
                checkout.root().resolve(".mvn/maven.properties"),
                "version=9\nsha512=%s\n".formatted(sum));
        serve("");
    }

    @Test
    void maven_is_fetched_once() throws Exception {
        var first = shell("./mvnw -v 'a b'");
        assertThat(first)
                .isEqualTo(
                        new Shell.Outcome(
                                0, "Maven asked: -v a b\n", "mvnw: fetching Maven 9 (once)\n"));
        assertThat(shell("./mvnw verify"))
                .isEqualTo(new Shell.Outcome(0, "Maven asked: verify\n", ""));
        assertThat(cache()).isDirectoryNotContaining("glob:**/.new.*");
    }

    @Test
    void a_start_that_was_overtaken_uses_what_is_there() throws Exception {
        var maven = cache().resolve(NAME);
        serve("mkdir -p '%1$s' && cp -R served/%2$s '%1$s'".formatted(cache(), NAME));
        assertThat(shell("./mvnw -v").out()).isEqualTo("Maven asked: -v\n");
        assertThat(maven.resolve(NAME)).doesNotExist();
        assertThat(cache()).isDirectoryNotContaining("glob:**/.new.*");
    }

    @Test
    void a_home_that_cannot_be_written_takes_three_lines() throws Exception {
        var outcome = checkout.run(path("/dev/null"), "./mvnw", "-v");
        var expected =
                """
                UnwritableCache: Maven 9 cannot be put into /dev/null/.m2/wrapper/dists/%s-bin/dhurandhar
                  expected: a folder that can be written
                  try:      MAVEN_USER_HOME=FOLDER ./mvnw ...   with a folder of yours
                """
                        .formatted(NAME);
        assertThat(outcome).isEqualTo(new Shell.Outcome(2, "", expected));
    }

    /// Puts a `curl` on the PATH that runs `meanwhile` and hands out the archive.
    private void serve(String meanwhile) throws Exception {
        checkout.script(
                "bin/curl",
                """
                #!/bin/sh
                %s
                while [ "$1" != -o ]; do shift; done
                cp served.tar.gz "$2"
                """
                        .formatted(meanwhile));
    }

    private Shell.Outcome shell(String line) throws Exception {
        var home = checkout.root().toString();
        return checkout.run(path(home), "/bin/sh", "-c", "CDPATH=/ && export CDPATH && " + line);
    }

    private Map<String, String> path(String home) {
        return Map.of(
                "HOME", home, "PATH", checkout.root().resolve("bin") + ":" + System.getenv("PATH"));
    }

    private Path cache() {
        return checkout.root().resolve(".m2/wrapper/dists/" + NAME + "-bin/dhurandhar");
    }
}
