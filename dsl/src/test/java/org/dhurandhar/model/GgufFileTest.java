package org.dhurandhar.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GgufFileTest {
    @TempDir Path directory;

    static GgufWriter small() {
        return new GgufWriter()
                .put("general.architecture", "llama")
                .put("general.name", "Small")
                .put("llama.block_count", 1)
                .put("llama.attention.head_count_kv", new int[] {2})
                .put("llama.rope.freq_base", 10000f)
                .put("llama.swin", new boolean[] {true, false})
                .tokenizer(300)
                .tensor("token_embd.weight", WeightFormat.F16, 64, 300)
                .tensor("blk.0.attn_v.weight", WeightFormat.Q8_0, 64, 5)
                .constant("output_norm.weight", 1, 3)
                .tensor("blk.0.ffn_down.weight", WeightFormat.Q4_0, 32, 2);
    }

    @Test
    void a_header_is_read_without_its_token_lists() {
        var file = GgufFile.read(small().write(directory.resolve("small.gguf")));
        assertThat(file.name()).isEqualTo("Small");
        assertThat(file.version()).isEqualTo(3);
        var layout = file.layout();
        assertThat(layout.architecture()).isEqualTo("llama");
        assertThat(layout.integer("vocab_size", 0)).isEqualTo(300);
        assertThat(layout.perLayer("attention.head_count_kv", 0, 0)).isEqualTo(2);
        assertThat(layout.get("rope.freq_base")).isEqualTo(10000.0);
        assertThat(layout.get("swin")).isEqualTo(List.of(true, false));
        assertThat(layout.metadata()).doesNotContainKey("tokenizer.ggml.tokens");
        assertThat(layout.tensors())
                .contains(
                        new Tensor(
                                "blk.0.attn_v.weight",
                                List.of(64L, 5L),
                                Role.ATTENTION,
                                0,
                                WeightFormat.Q8_0));
    }

    @Test
    void the_mapped_range_runs_from_the_first_tensor_to_the_end_of_the_last() {
        var path = small().write(directory.resolve("small.gguf"));
        var file = GgufFile.read(path);
        long embedding = 64 * 300 * 2;
        assertThat(file.tensorBytes()).isEqualTo(embedding + 340 + 12 + 36);
        assertThat(file.mappedBytes()).isEqualTo(embedding + 352 + 32 + 36);
        var part = file.parts().getFirst();
        assertThat(part.firstTensor()).isEqualTo(part.dataOffset());
        assertThat(part.lastTensor()).isEqualTo(part.bytes() - 28);
        assertThat(file.extents().get(1).offset()).isEqualTo(part.dataOffset() + embedding);
    }

    @Test
    void names_are_shown_on_one_line_without_control_characters() {
        var writer =
                small().put("general.name", "x\u001b[31mRED\nfake line" + "y".repeat(100))
                        .put("general.architecture", "a\nb");
        var file = GgufFile.read(writer.write(directory.resolve("odd.gguf")));
        assertThat(file.name()).startsWith("x?[31mRED?fake lineyy").hasSize(64);
        assertThat(file.layout().architecture()).isEqualTo("a?b");
    }

    @Test
    void a_block_far_beyond_the_others_is_refused() {
        var path =
                new GgufWriter()
                        .put("general.architecture", "llama")
                        .tensor("blk.999999.attn_k.weight", WeightFormat.F32, 8, 2)
                        .write(directory.resolve("deep.gguf"));
        assertMalformed(
                path, 69, "blk.999999.attn_k.weight is in block 999999", "at most 4096 blocks");
    }

    @Test
    void version_2_is_read_alike() {
        var file = GgufFile.read(small().version(2).write(directory.resolve("v2.gguf")));
        assertThat(file.version()).isEqualTo(2);
        assertThat(file.layout().tensors()).hasSize(4);
    }

    private Path part(int number, String... tensors) {
        var writer =
                new GgufWriter()
                        .put("split.no", number)
                        .put("split.count", 3)
                        .put("split.tensors.count", 4);
        if (number == 0) {
            writer.put("general.architecture", "llama").put("general.name", "Split");
        }
        for (var name : tensors) {
            writer.tensor(name, WeightFormat.F32, 8, 2);
        }
        return writer.write(directory.resolve("m-0000" + (number + 1) + "-of-00003.gguf"));
    }

    @Test
    void a_split_model_is_read_whole_whichever_part_is_named() {
        part(0);
        var second = part(1, "a", "b");
        part(2, "c", "d");
        var file = GgufFile.read(second);
        assertThat(file.name()).isEqualTo("Split");
        assertThat(file.parts()).hasSize(3);
        assertThat(file.layout().tensors())
                .extracting(Tensor::name)
                .containsExactly("a", "b", "c", "d");
        assertThat(file.extents().get(3).part()).isEqualTo(2);
        assertThat(file.layout().extents()).isEqualTo(file.extents());
        assertThat(file.mappedBytes()).isEqualTo(256);
    }

    @Test
    void a_missing_part_is_named() {
        part(0);
        part(2, "c", "d");
        var missing = directory.resolve("m-00002-of-00003.gguf");
        assertThatThrownBy(() -> GgufFile.read(directory.resolve("m-00001-of-00003.gguf")))
                .hasMessage(
                        """
                        UnreadableFile: %s does not exist, part 2 of 3
                          expected: all 3 parts in one directory
                          try:    fetch the missing part\
                        """
                                .formatted(missing));
    }

    @Test
    void a_tensor_in_two_parts_is_refused() {
        part(0);
        part(1, "a", "b");
        var third = part(2, "c", "b");
        assertMalformed(
                third, 24, "tensor \"b\" is in another part too", "parts that one split wrote");
    }

    @Test
    void a_part_under_another_name_is_refused() throws Exception {
        part(0);
        var second = part(1, "a", "b");
        var third = directory.resolve("m-00003-of-00003.gguf");
        Files.copy(second, third);
        assertMalformed(
                third,
                24,
                "it says it is part 1 of 3, its name says 2 of 3 (from 0)",
                "parts that one split wrote");
    }

    @Test
    void tensors_missing_from_all_parts_are_noticed() {
        var first = part(0);
        part(1, "a");
        part(2, "c", "d");
        assertMalformed(
                first,
                24,
                "split.tensors.count is 4, the parts hold 3",
                "parts that one split wrote");
    }

    @Test
    void what_is_no_file_cannot_be_read() {
        assertThatThrownBy(() -> GgufFile.read(directory.resolve("none.gguf")))
                .hasMessage(
                        """
                        UnreadableFile: %s does not exist
                          expected: a readable file
                          try:    check the path and its permissions\
                        """
                                .formatted(directory.resolve("none.gguf")));
        assertThatThrownBy(() -> GgufFile.read(directory))
                .hasMessage(
                        """
                        UnreadableFile: %s is a directory
                          expected: a readable file
                          try:    check the path and its permissions\
                        """
                                .formatted(directory));
    }

    /// Asserts the whole message of a malformed file.
    static void assertMalformed(Path path, long offset, String what, String expected) {
        assertThatThrownBy(() -> GgufFile.read(path))
                .hasMessage(
                        """
                        MalformedFile: %s at byte %d: %s
                          expected: %s
                          try:    fetch the file again and compare its size and checksum with the \
                        publisher's\
                        """
                                .formatted(path, offset, what, expected));
    }
}
