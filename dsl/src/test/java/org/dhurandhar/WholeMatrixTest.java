package org.dhurandhar;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Some twenty thousand verdicts in 64 MB of heap, of which nothing stays.
final class WholeMatrixTest {
    private static final int ROUNDS = 4;
    private static final long MARGIN_KIB = 1024;

    @Test
    void a_matrix_leaves_the_heap_as_it_was() throws Exception {
        var heap = new ArrayList<Long>();
        for (var line : run().lines().toList()) {
            var words = line.split(" ", -1);
            assertThat(Long.parseLong(words[0])).isGreaterThan(10_000);
            heap.add(Long.parseLong(words[2]));
        }
        assertThat(heap).hasSize(ROUNDS);
        long first = Math.max(heap.get(0), heap.get(1));
        assertThat(heap).allSatisfy(used -> assertThat(used).isLessThan(first + MARGIN_KIB));
    }

    private static String run() throws Exception {
        var command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        WholeMatrix.class.getName(),
                        Integer.toString(ROUNDS));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
