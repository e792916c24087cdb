package org.dhurandhar.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.dhurandhar.Dhurandhar;
import org.dhurandhar.model.GgufWriter;
import org.dhurandhar.model.WeightFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LlamaRuntimeTest {
    @TempDir private Path directory;

    private Path file(String architecture) {
        return new GgufWriter()
                .put("general.architecture", architecture)
                .put(architecture + ".block_count", 1)
                .put(architecture + ".context_length", 1024)
                .put(architecture + ".embedding_length", 256)
                .put(architecture + ".attention.head_count", 4)
                .tensor("token_embd.weight", WeightFormat.Q8_0, 256, 512)
                .tensor("blk.0.attn_q.weight", WeightFormat.Q2_K, 256, 256)
                .write(directory.resolve("m.gguf"));
    }

    @Test
    void a_file_of_an_unknown_architecture_is_refused() {
        for (var unknown : new String[] {"foobar", "generic"}) {
            var workload = Dhurandhar.model(file(unknown));
            assertThatThrownBy(workload::footprint)
                    .hasMessage(
                            """
                            Refused: llama.cpp build 11434 has no architecture "%s": it would not \
                            load this file
                              expected: an architecture of that build, such as llama, qwen3 or gemma3
                              try:    ./dhurandhar inspect PATH --tensors --context 32768   needs no \
                            runtime\
                            """
                                    .formatted(unknown));
        }
    }

    @Test
    void a_copy_that_needs_avx_512_is_noted() {
        var workload = Dhurandhar.model(file("llama"));
        assertThat(workload.footprint().allocation().notes()).anyMatch(n -> n.contains("AVX-512"));
        assertThat(workload.set("repack", false).footprint().allocation().notes())
                .noneMatch(n -> n.contains("AVX-512"));
    }

    @Test
    void a_file_without_copies_is_mapped_whole() {
        var workload = Dhurandhar.model(file("llama"));
        long whole = 512 * 272 + 256 * 84;
        assertThat(workload.set("repack", false).footprint().allocation().mapped())
                .isEqualTo(whole);
    }
}
