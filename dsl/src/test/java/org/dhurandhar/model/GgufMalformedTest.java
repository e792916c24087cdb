package org.dhurandhar.model;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Each way a GGUF header can lie, with the whole message it ends in.
final class GgufMalformedTest {
    @TempDir Path directory;

    private void refused(Bytes file, long offset, String what, String expected) {
        var path = file.write(directory.resolve("bad.gguf"));
        GgufFileTest.assertMalformed(path, offset, what, expected);
    }

    private static Bytes head(long tensors, long keys) {
        return new Bytes().ascii("GGUF").u32(3).u64(tensors).u64(keys);
    }

    private static Bytes withArchitecture(long tensors) {
        return head(tensors, 1).text("general.architecture").u32(8).text("llama");
    }

    private static final int FIRST_TENSOR = 24 + 28 + 4 + 13;

    private static Bytes tensor(Bytes out, String name, int type, long offset, long... shape) {
        out.text(name).u32(shape.length);
        for (long size : shape) {
            out.u64(size);
        }
        return out.u32(type).u64(offset);
    }

    @Test
    void an_empty_file_has_no_magic_number() {
        refused(new Bytes(), 0, "the magic number takes 4 bytes, 0 are left", "a whole file");
    }

    @Test
    void another_format_is_no_gguf() {
        refused(
                new Bytes().ascii("PK\3\4").zeros(60),
                0,
                "no GGUF file, it begins with 0x504b0304",
                "GGUF");
    }

    @Test
    void version_1_is_too_old() {
        refused(new Bytes().ascii("GGUF").u32(1).zeros(60), 4, "GGUF version 1", "version 2 or 3");
    }

    @Test
    void big_endian_files_are_named_so() {
        refused(
                new Bytes().ascii("GGUF").u32(0x03000000).zeros(60),
                4,
                "a big-endian GGUF file",
                "a little-endian file");
    }

    @Test
    void more_tensors_than_bytes_are_not_believed() {
        refused(
                head(1L << 63, 0).zeros(40),
                8,
                "the tensor count is 9223372036854775808",
                "at most 2 in a file of 64 bytes");
    }

    @Test
    void more_keys_than_bytes_are_not_believed() {
        refused(
                head(0, -1).zeros(26),
                16,
                "the metadata count is 18446744073709551615",
                "at most 2 in a file of 50 bytes");
    }

    @Test
    void a_key_longer_than_the_file_ends_there() {
        refused(
                head(0, 1).u64(60_000).zeros(20),
                32,
                "a key takes 60000 bytes, 20 are left",
                "a whole file");
    }

    @Test
    void a_key_of_2_to_the_63_bytes_is_refused() {
        refused(
                head(0, 1).u64(1L << 63).zeros(20),
                24,
                "a key has 9223372036854775808 bytes",
                "1 to 65535 bytes");
    }

    @Test
    void a_text_longer_than_the_file_is_refused() {
        refused(
                head(0, 1).text("k").u32(8).u64(1L << 30).zeros(20),
                45,
                "a text takes 1073741824 bytes, 20 are left",
                "a whole file");
    }

    @Test
    void an_unknown_value_type_is_refused() {
        refused(
                head(0, 1).text("k").u32(13).zeros(20),
                33,
                "k has the value type 13",
                "a type from 0 to 12, arrays not nested");
    }

    @Test
    void nested_arrays_are_refused() {
        refused(
                head(0, 1).text("k").u32(9).u32(9).u64(1).u32(4).u64(0),
                37,
                "k has the value type 9",
                "a type from 0 to 12, arrays not nested");
    }

    @Test
    void an_array_longer_than_the_file_is_refused() {
        refused(
                head(0, 1).text("k").u32(9).u32(10).u64(1L << 61).zeros(16),
                41,
                "k has 2305843009213693952 elements",
                "at most 2, the rest of the file");
    }

    @Test
    void a_key_may_stand_once() {
        refused(
                head(0, 2).text("k").u32(4).u32(1).text("k").u32(4).u32(1),
                41,
                "a second key is \"k\"",
                "unique keys");
    }

    @Test
    void an_alignment_that_is_no_power_of_two_is_refused() {
        refused(
                head(0, 1).text("general.alignment").u32(4).u32(48),
                49,
                "general.alignment is 48",
                "a power of two as a 32-bit number");
    }

    @Test
    void an_architecture_must_be_named() {
        refused(
                head(0, 1).text("k").u32(4).u32(1),
                41,
                "the metadata names no architecture",
                "general.architecture");
    }

    @Test
    void a_billion_blocks_are_refused() {
        refused(
                head(0, 2)
                        .text("general.architecture")
                        .u32(8)
                        .text("llama")
                        .text("llama.block_count")
                        .u32(4)
                        .u32(1_000_000_000),
                102,
                "the metadata has llama.block_count = 1000000000",
                "at most 4096 blocks");
    }

    @Test
    void five_dimensions_are_refused() {
        refused(
                tensor(withArchitecture(1), "t", 0, 0, 1, 1, 1, 1, 1).align(32).zeros(32),
                FIRST_TENSOR + 9,
                "t has 5 dimensions",
                "at most 4");
    }

    @Test
    void an_overflowing_shape_is_refused() {
        refused(
                tensor(withArchitecture(1), "t", 0, 0, 1L << 40, 1L << 40).align(32).zeros(32),
                FIRST_TENSOR + 29,
                "t has the shape [1099511627776, 1099511627776]",
                "fewer than 2^63 values and bytes");
    }

    @Test
    void a_size_of_2_to_the_63_is_refused() {
        refused(
                tensor(withArchitecture(1), "t", 0, 0, -1).align(32).zeros(32),
                FIRST_TENSOR + 13,
                "t has a size of 18446744073709551615",
                "sizes below 2^63");
    }

    @Test
    void an_unknown_tensor_type_is_refused() {
        refused(
                tensor(withArchitecture(1), "t", 99, 0, 32).align(32).zeros(32),
                FIRST_TENSOR + 21,
                "t has type 99",
                "a type of ggml 0.26, 0 to 42");
    }

    @Test
    void rows_must_hold_whole_blocks() {
        refused(
                tensor(withArchitecture(1), "t", 12, 0, 100).align(32).zeros(128),
                FIRST_TENSOR + 21,
                "t is Q4_K with rows of 100",
                "rows of a multiple of 256 values");
    }

    @Test
    void offsets_keep_the_alignment() {
        refused(
                tensor(withArchitecture(1), "t", 0, 8, 4).align(32).zeros(64),
                FIRST_TENSOR + 25,
                "t has offset 8",
                "a multiple of the alignment, 32");
    }

    @Test
    void a_truncated_file_names_the_tensor_that_is_cut() {
        refused(
                tensor(withArchitecture(1), "t", 0, 0, 100).align(32).zeros(64),
                FIRST_TENSOR,
                "t takes 400 bytes from offset 0 of the data, which has 64",
                "a whole file");
    }

    @Test
    void overlapping_tensors_are_refused() {
        var file = withArchitecture(2);
        tensor(file, "t", 0, 0, 16);
        tensor(file, "u", 0, 32, 8).align(32).zeros(128);
        refused(file, FIRST_TENSOR + 9 + 4 + 8 + 12, "u overlaps t", "an offset of at least 64");
    }

    @Test
    void two_tensors_of_one_name_are_refused() {
        var file = withArchitecture(2);
        tensor(file, "t", 0, 0, 8);
        tensor(file, "t", 0, 32, 8).align(32).zeros(64);
        refused(
                file,
                FIRST_TENSOR + 9 + 4 + 8 + 12,
                "a second tensor is named \"t\"",
                "unique names");
    }

    @Test
    void a_name_longer_than_the_format_allows_is_refused() {
        refused(
                tensor(withArchitecture(1), "t".repeat(65), 0, 0, 8).align(32).zeros(64),
                FIRST_TENSOR,
                "a tensor's name has 65 bytes",
                "1 to 64 bytes");
    }
}
