package org.dhurandhar.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Damaged and absurd files end in the library's own error, in 64 MB of heap.
final class HostileFilesTest {
    private static final String SEED = "20261124";
    private static final String MUTATIONS = "20000";
    private static final String FEWER = "5000";

    @ParameterizedTest
    @EnumSource
    void mutations_are_read_or_refused(HostileRun.Subject subject) throws Exception {
        var mutations =
                switch (subject) {
                    case GGUF, SAFETENSORS, YAML -> MUTATIONS;
                    case INDEX, ORIGINAL, CONFIG -> FEWER;
                };
        var output = run(subject.name(), SEED, mutations);
        System.out.print(output);
        assertThat(output).contains(mutations + " mutations");
    }

    @Test
    void samples_are_sound(@TempDir Path directory) throws IOException {
        int loaded = 0;
        for (var sample : HostileGguf.samples()) {
            loaded += HostileGguf.read(Files.write(directory.resolve("s.gguf"), sample)) ? 1 : 0;
        }
        assertThat(loaded).isEqualTo(HostileGguf.samples().size());
    }

    @Test
    void giants_fit_a_small_heap() throws Exception {
        var output = run("giants");
        System.out.print(output);
        assertThat(output)
                .contains(
                        "texts.gguf of 1024 MiB: refused",
                        "fewer-texts.gguf of 64 MiB: refused",
                        "numbers.gguf of 7 MiB: read",
                        "tensors.gguf of 71 MiB: refused",
                        "keys.gguf of 3 MiB: read",
                        "nextn.gguf of 0 MiB: refused",
                        "experts.gguf of 0 MiB: read",
                        "key-length.gguf of 0 MiB: refused",
                        "window.gguf of 0 MiB: refused",
                        "heads.gguf of 0 MiB: read",
                        "deep.gguf of 0 MiB: refused",
                        "shared.gguf of 0 MiB: refused",
                        "blank.safetensors of 95 MiB: refused",
                        "text.safetensors of 85 MiB: refused",
                        "entries.safetensors of 9 MiB: read");
    }

    private static String run(String... arguments) throws Exception {
        var command = new java.util.ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx64m");
        command.add("-XX:+UseSerialGC");
        command.add("-XX:TieredStopAtLevel=1");
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(HostileRun.class.getName());
        command.addAll(java.util.List.of(arguments));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
