package org.dhurandhar.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SafetensorsFileTest {
    @TempDir Path directory;

    static SafetensorsWriter small() {
        return new SafetensorsWriter()
                .metadata("format", "pt")
                .tensor("model.embed_tokens.weight", WeightFormat.BF16, 10, 4)
                .tensor("model.layers.0.self_attn.q_proj.weight", WeightFormat.F8_E4M3, 4, 4)
                .tensor("scale", WeightFormat.F32);
    }

    @Test
    void a_file_is_read_header_only() {
        var file = SafetensorsFile.read(small().write(directory.resolve("model.safetensors")));
        assertThat(file.tensors())
                .contains(
                        new Tensor(
                                "model.layers.0.self_attn.q_proj.weight",
                                List.of(4L, 4L),
                                Role.ATTENTION,
                                0,
                                WeightFormat.F8_E4M3));
        assertThat(file.tensorBytes()).isEqualTo(80 + 16 + 4);
        var part = file.parts().getFirst();
        assertThat(file.extents().get(1)).isEqualTo(new Extent(0, part.dataOffset() + 80, 16));
        assertThat(SafetensorsFile.read(directory).tensors()).isEqualTo(file.tensors());
    }

    @Test
    void names_beyond_ascii_are_kept() {
        var path =
                new SafetensorsWriter()
                        .tensor("größe.重み", WeightFormat.U8, 3)
                        .write(directory.resolve("names.safetensors"));
        assertThat(SafetensorsFile.read(path).tensors().getFirst().name()).isEqualTo("größe.重み");
    }

    private void shards() throws Exception {
        new SafetensorsWriter()
                .tensor("a", WeightFormat.F16, 4)
                .write(directory.resolve("model-00001-of-00002.safetensors"));
        new SafetensorsWriter()
                .tensor("b", WeightFormat.F16, 4)
                .write(directory.resolve("model-00002-of-00002.safetensors"));
    }

    private Path index(String map) throws Exception {
        return Files.writeString(
                directory.resolve("model.safetensors.index.json"),
                "{\"metadata\":{\"total_size\":16},\"weight_map\":{" + map + "}}");
    }

    @Test
    void shards_are_found_by_index_by_directory_and_by_name() throws Exception {
        shards();
        var byName = SafetensorsFile.read(directory.resolve("model-00002-of-00002.safetensors"));
        assertThat(byName.tensors()).extracting(Tensor::name).containsExactly("a", "b");
        assertThat(SafetensorsFile.read(directory).parts()).isEqualTo(byName.parts());
        var index =
                index(
                        "\"a\":\"model-00001-of-00002.safetensors\","
                                + "\"b\":\"model-00002-of-00002.safetensors\"");
        assertThat(SafetensorsFile.read(index).tensors()).isEqualTo(byName.tensors());
        assertThat(SafetensorsFile.read(directory).extents().get(1).part()).isEqualTo(1);
    }

    @Test
    void a_missing_shard_is_named() throws Exception {
        shards();
        var second = directory.resolve("model-00002-of-00002.safetensors");
        Files.delete(second);
        assertThatThrownBy(() ->
                        SafetensorsFile.read(directory.resolve("model-00001-of-00002.safetensors")))
                .hasMessage(
                        """
                        UnreadableFile: %s does not exist, shard 2 of 2
                          expected: all shards in one directory
                          try:    fetch the missing shard\
                        """
                                .formatted(second));
        var index = index("\"b\":\"model-00002-of-00002.safetensors\"");
        assertThatThrownBy(() -> SafetensorsFile.read(index))
                .hasMessageStartingWith(
                        "UnreadableFile: %s does not exist, named in model.safetensors.index.json"
                                .formatted(second));
    }

    @Test
    void a_tensor_in_two_shards_is_refused() throws Exception {
        shards();
        var second = directory.resolve("model-00002-of-00002.safetensors");
        new SafetensorsWriter().tensor("a", WeightFormat.F16, 4).write(second);
        assertThatThrownBy(() -> SafetensorsFile.read(directory))
                .hasMessage(
                        malformed(
                                second,
                                9,
                                "tensor \"a\" is in another shard too",
                                "each tensor once"));
    }

    @Test
    void a_tensor_that_only_the_index_knows_is_refused() throws Exception {
        shards();
        var index = index("\"c\":\"model-00001-of-00002.safetensors\"");
        assertThatThrownBy(() -> SafetensorsFile.read(directory))
                .hasMessage(
                        malformed(
                                index,
                                0,
                                "tensor \"c\" is not in model-00001-of-00002.safetensors",
                                "every tensor of the index in its shard"));
    }

    @Test
    void a_shard_outside_the_directory_is_refused() throws Exception {
        var index = index("\"a\":\"../model.safetensors\"");
        assertThatThrownBy(() -> SafetensorsFile.read(index))
                .hasMessage(
                        malformed(
                                index,
                                48,
                                "a shard is named \"../model.safetensors\"",
                                "the plain name of a .safetensors file"));
    }

    @Test
    void a_directory_without_a_checkpoint_says_so() {
        assertThatThrownBy(() -> SafetensorsFile.read(directory))
                .hasMessage(
                        """
                        UnreadableFile: %s holds 0 safetensors files and 0 indexes
                          expected: model.safetensors, one index or one file
                          try:    name the file or the index itself\
                        """
                                .formatted(directory));
    }

    static String malformed(Path path, long offset, String what, String expected) {
        return """
        MalformedFile: %s at byte %d: %s
          expected: %s
          try:    fetch the file again and compare its size and checksum with the publisher's\
        """
                .formatted(path, offset, what, expected);
    }
}
