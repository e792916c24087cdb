package org.dhurandhar.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.dhurandhar.DhurandharException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

final class InstallationTest {
    @TempDir static Path built;
    private static Distribution distribution;

    @TempDir Path folder;
    private KernelFolder kernels;

    @BeforeAll
    static void build() throws IOException {
        distribution = FakeDistribution.in(built);
    }

    @BeforeEach
    void place() {
        var name = "Präfix mit Räumen 漢";
        var encoder = Charset.forName(System.getProperty("sun.jnu.encoding")).newEncoder();
        // A locale that knows ASCII only cannot name such a folder.
        kernels =
                KernelFolder.below(
                        folder.resolve(encoder.canEncode(name) ? name : "prefix with spaces"));
    }

    @Test
    void a_kernel_starts_from_what_its_spec_says_wherever_it_lies() throws Exception {
        var fast = installed(Installation.in(kernels));
        assertThat(fast.why()).isEmpty();
        var place = kernels.path().resolve("dhurandhar");
        var spec = JsonParser.parseString(Files.readString(place.resolve("kernel.json")));
        var words = new ArrayList<String>();
        for (var word : spec.getAsJsonObject().getAsJsonArray("argv")) {
            words.add(word.getAsString().replace("{connection_file}", "/a file"));
        }
        // The build may go.
        var answer = new Command(words, null).environment(unicode()).run(Duration.ofMinutes(1));
        assertThat(answer.code()).isZero();
        assertThat(answer.output().lines().filter(line -> !line.contains("incubator")))
                .containsExactly("started with /a file true");
        assertThat(words.getFirst()).isEqualTo(Jdk.running().java().toString());
        assertThat(words).contains("-XX:AOTCache=" + place.resolve("dhurandhar.aot"));
        // A cache that cannot be used says so where it must be used.
        words.add(1, "-XX:AOTMode=on");
        assertThat(new Command(words, null).environment(unicode()).run(Duration.ofMinutes(1)))
                .isEqualTo(answer);
    }

    @Test
    void libraries_that_the_kernel_loads_by_itself_are_copied_too() throws Exception {
        installed(Installation.in(kernels));
        assertThat(kernels.path().resolve("dhurandhar/lib/word.jar")).isNotEmptyFile();
        assertThat(kernels.path().resolve("dhurandhar/lib/maven/resolver.jar"))
                .hasSameBinaryContentAs(built.resolve("lib/maven/resolver.jar"));
    }

    @Test
    void a_spec_is_what_Jupyter_wants() throws Exception {
        installed(Installation.in(kernels).named("my-java", "Java <mine> & \"yours\""));
        var place = kernels.path().resolve("my-java");
        var spec =
                JsonParser.parseString(Files.readString(place.resolve("kernel.json")))
                        .getAsJsonObject();
        assertThat(spec.get("display_name").getAsString()).isEqualTo("Java <mine> & \"yours\"");
        assertThat(spec.get("language").getAsString()).isEqualTo("java");
        assertThat(spec.get("interrupt_mode").getAsString()).isEqualTo("message");
        assertThat(spec.getAsJsonObject("metadata").get("debugger").getAsBoolean()).isFalse();
        assertThat(place.resolve("logo-32x32.png")).isNotEmptyFile();
        assertThat(place.resolve("logo-64x64.png")).isNotEmptyFile();
        assertThat(place.resolve("logo-svg.svg")).content().startsWith("<svg");
        assertThat(kernels.path()).isDirectoryNotContaining("glob:**/.dhurandhar*");
    }

    @Test
    void flags_are_added_and_a_collector_replaces_ours() throws Exception {
        installed(
                Installation.in(kernels)
                        .jvmArgs(List.of("-Xmx300m '-Da=b c'", "-XX:+UseParallelGC")));
        var spec = Spec.in(kernels.path().resolve("dhurandhar"));
        assertThat(spec.argv())
                .contains("-Xmx300m", "-Da=b c", "-XX:+UseParallelGC", "-Djava.awt.headless=true")
                .doesNotContain("-XX:+UseSerialGC");
    }

    @Test
    void a_flag_that_the_virtual_machine_does_not_know_is_refused() {
        for (var flag : List.of("-Xfoo", "-XX:+NoSuchThing", "-Xmx1x")) {
            assertThatThrownBy(() -> installed(Installation.in(kernels).jvmArgs(List.of(flag))))
                    .isInstanceOf(DhurandharException.class)
                    .hasMessageMatching(
                            "BadFlags: the virtual machine says: .*\n"
                                    + "  expected: flags that .* takes\n"
                                    + "  try:    --jvm-args \"-Xmx4g\"   or leave it out");
        }
        assertThat(kernels.path()).doesNotExist();
        assertThatThrownBy(() -> Installation.in(kernels).jvmArgs(List.of("'-Da=b c")))
                .hasMessageStartingWith("BadUsage: --jvm-args '-Da=b c has no closing '\n");
    }

    @Test
    void a_name_that_Jupyter_does_not_take_is_refused() {
        for (var name : List.of("a b", "", "../x", ".x", "ü")) {
            assertThatThrownBy(() -> installed(Installation.in(kernels).named(name, "x")))
                    .as(name)
                    .hasMessageStartingWith("BadName: --name \"" + name + "\"\n");
        }
    }

    @Test
    void a_kernel_that_is_not_ours_stays_as_it_is() throws Exception {
        var place = Files.createDirectories(kernels.path().resolve("java"));
        var foreign = Files.writeString(place.resolve("kernel.json"), "{\"argv\": [\"x\"]}");
        var expected =
                """
                ForeignKernel: %s is not ours
                  expected: a kernel that ./dhurandhar kernel install has written
                  try:    --name java-2   or remove it with what installed it\
                """
                        .formatted(place);
        assertThatThrownBy(() -> installed(Installation.in(kernels).named("java", "Java")))
                .hasMessage(expected);
        assertThatThrownBy(() -> Installation.uninstall(kernels, "java"))
                .hasMessageStartingWith("ForeignKernel: " + place + " is not ours\n");
        assertThat(foreign).hasContent("{\"argv\": [\"x\"]}");
        for (var text : List.of("", "[]", "not json", "{\"metadata\": {\"dhurandhar\": 1}}")) {
            Files.writeString(foreign, text);
            assertThatThrownBy(() -> installed(Installation.in(kernels).named("java", "Java")))
                    .as(text)
                    .hasMessage(expected);
        }
    }

    @Test
    void a_folder_without_a_spec_is_not_ours() throws Exception {
        var place = Files.createDirectories(kernels.path().resolve("dhurandhar"));
        assertThatThrownBy(() -> installed(Installation.in(kernels)))
                .hasMessageStartingWith("ForeignKernel: ");
        assertThat(place).isEmptyDirectory();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void a_link_to_a_kernel_of_ours_is_not_ours() throws Exception {
        var other = KernelFolder.below(folder.resolve("other"));
        installed(Installation.in(other));
        Files.createDirectories(kernels.path());
        var link = kernels.path().resolve("dhurandhar");
        Files.createSymbolicLink(link, other.path().resolve("dhurandhar"));
        assertThatThrownBy(() -> Installation.uninstall(kernels, "dhurandhar"))
                .hasMessageStartingWith("ForeignKernel: ");
        assertThat(other.path().resolve("dhurandhar/kernel.json")).exists();
    }

    @Test
    void ours_is_renewed_and_what_others_put_there_stays() throws Exception {
        installed(Installation.in(kernels));
        var place = kernels.path().resolve("dhurandhar");
        Files.writeString(place.resolve("kernel.js"), "mine");
        Files.createDirectories(place.resolve("extra/deep"));
        Files.writeString(place.resolve("extra/deep/file"), "mine too");
        installed(Installation.in(kernels).named("dhurandhar", "New"));
        assertThat(Spec.in(place).displayName()).isEqualTo("New");
        assertThat(place.resolve("kernel.js")).hasContent("mine");
        assertThat(place.resolve("extra/deep/file")).hasContent("mine too");
        assertThat(Installation.uninstall(kernels, "dhurandhar")).isEqualTo(place);
        assertThat(place.toFile().list()).containsExactlyInAnyOrder("kernel.js", "extra");
        assertThat(place.resolve("extra/deep/file")).hasContent("mine too");
    }

    @Test
    void uninstall_leaves_nothing_of_ours_and_all_of_others() throws Exception {
        installed(Installation.in(kernels));
        var other = Files.createDirectories(kernels.path().resolve("python3"));
        Installation.uninstall(kernels, "dhurandhar");
        assertThat(kernels.path().toFile().listFiles()).containsExactly(other.toFile());
        assertThatThrownBy(() -> Installation.uninstall(kernels, "dhurandhar"))
                .hasMessage(
                        """
                        NoKernel: %s does not exist
                          expected: a kernel that ./dhurandhar kernel install has written
                          try:    ./dhurandhar kernel list\
                        """
                                .formatted(kernels.path().resolve("dhurandhar")));
    }

    @Test
    void what_a_process_that_is_gone_left_half_made_is_removed() throws Exception {
        var gone = new ProcessBuilder(Jdk.running().java().toString(), "-version").start();
        gone.waitFor();
        var left =
                Files.createDirectories(kernels.path().resolve(".dhurandhar-" + gone.pid() + "-1"));
        Files.writeString(left.resolve("kernel.json"), "{}");
        installed(Installation.in(kernels));
        assertThat(left).doesNotExist();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void a_folder_that_cannot_be_written_takes_three_lines() throws Exception {
        var file = Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> installed(Installation.in(KernelFolder.below(file))))
                .hasMessageStartingWith(
                        "WriteFailed: " + file + "/share/jupyter/kernels/dhurandhar: ")
                .hasMessageContaining("\n  try:    --user   or   --prefix with another folder");
    }

    @Test
    void a_kernel_that_cannot_be_trained_is_installed_without_a_cache() throws Exception {
        var lame = Files.createDirectory(folder.resolve("lame"));
        Files.copy(distribution.libraries().getFirst(), lame.resolve(Distribution.JAR));
        Files.createDirectory(lame.resolve(Distribution.LIB));
        var fast =
                Installation.in(kernels)
                        .install(Distribution.at(lame.resolve(Distribution.JAR)), Jdk.running());
        assertThat(fast.why())
                .startsWith("exit code 1, ")
                .contains("org.dhurandhar.kernel.Training");
        var place = kernels.path().resolve("dhurandhar");
        assertThat(place.resolve("dhurandhar.aot")).doesNotExist();
        assertThat(Spec.in(place).argv()).noneMatch(word -> word.startsWith("-XX:AOTCache"));
    }

    private FastStarts installed(Installation installation) {
        return installation.install(distribution, Jdk.running());
    }

    private static java.util.Map<String, String> unicode() {
        return java.util.Map.of("LC_ALL", "C.UTF-8");
    }
}
