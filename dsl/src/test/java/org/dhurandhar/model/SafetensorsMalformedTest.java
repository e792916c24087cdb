package org.dhurandhar.model;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Each way a safetensors header can lie, with the whole message it ends in.
final class SafetensorsMalformedTest {
    private static final String JSON = "a JSON object as the format prescribes it";

    @TempDir Path directory;

    private void refused(byte[] file, long offset, String what, String expected) {
        var path = new Bytes().raw(file).write(directory.resolve("bad.safetensors"));
        assertThatThrownBy(() -> SafetensorsFile.read(path))
                .hasMessage(SafetensorsFileTest.malformed(path, offset, what, expected));
    }

    private void refused(String header, int data, long offset, String what, String expected) {
        refused(SafetensorsWriter.file(header, data), offset, what, expected);
    }

    private static SafetensorsWriter writer() {
        return new SafetensorsWriter();
    }

    @Test
    void a_short_file_has_no_header() {
        refused(
                new byte[5],
                0,
                "the length of the header takes 8 bytes, 5 are left",
                "a whole file");
    }

    @Test
    void a_header_of_a_gibibyte_is_not_believed() {
        refused(
                new Bytes().u64(1 << 30).zeros(100).toArray(),
                0,
                "the header has 1073741824 bytes",
                "2 to 100 in a file of 108 bytes");
    }

    @Test
    void a_header_of_2_to_the_63_bytes_is_not_believed() {
        refused(
                new Bytes().u64(1L << 63).zeros(100).toArray(),
                0,
                "the header has 9223372036854775808 bytes",
                "2 to 100 in a file of 108 bytes");
    }

    @Test
    void a_list_is_no_header() {
        refused("[1, 2]", 0, 8, "a list in place of an object", JSON);
    }

    @Test
    void deep_nesting_is_refused() {
        refused(
                "{\"t\":{\"x\":" + "[".repeat(5000) + "]".repeat(5000) + "}}",
                0,
                24,
                "Document nesting depth (9) exceeds the maximum allowed (8)",
                JSON);
    }

    @Test
    void a_name_may_stand_once() {
        refused(
                "{\"t\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]},"
                        + "\"t\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[1,2]}}",
                2,
                64,
                "Duplicate Object property \"t\"",
                JSON);
    }

    @Test
    void a_header_that_does_not_close_is_refused() {
        refused(
                new Bytes().u64(8).ascii("{\"t\":{  ").toArray(),
                16,
                "Unexpected end-of-input: expected close marker for Object",
                JSON);
    }

    @Test
    void text_after_the_header_is_refused() {
        refused("{} {}", 0, 11, "something follows the object", JSON);
    }

    @Test
    void an_unknown_type_is_refused() {
        refused(
                writer().entry("t", "F128", "[1]", 0, 16).toArray(),
                22,
                "t has the type \"F128\"",
                "BOOL, U8, I8, F8_E4M3, F16, BF16, F32, I64 ...");
    }

    @Test
    void an_entry_without_offsets_is_refused() {
        refused(
                "{\"t\":{\"dtype\":\"U8\",\"shape\":[1]}}",
                1,
                9,
                "t lacks a part",
                "dtype, shape and two data_offsets");
    }

    @Test
    void offsets_must_fit_the_shape() {
        refused(
                SafetensorsWriter.file(header(writer().entry("t", "F32", "[2,2]", 0, 12)), 12),
                9,
                "t stands from 0 to 12, F32 [2, 2] takes 16 bytes",
                "data_offsets that fit the type and shape");
    }

    @Test
    void an_overflowing_shape_is_refused() {
        refused(
                writer().entry("t", "F32", "[4611686018427387904,4]", 0, 12).toArray(),
                9,
                "t has the shape [4611686018427387904, 4]",
                "fewer than 2^63 bits");
    }

    @Test
    void a_number_beyond_63_bits_is_refused() {
        refused(
                writer().entry("t", "F32", "[18446744073709551616]", 0, 12).toArray(),
                37,
                "a number of 2^63 or more",
                JSON);
    }

    @Test
    void a_negative_size_is_refused() {
        refused(writer().entry("t", "F32", "[-4]", 0, 12).toArray(), 37, "the number -4", JSON);
    }

    @Test
    void overlapping_tensors_are_refused() {
        var header = header(writer().entry("t", "U8", "[8]", 0, 8).entry("u", "U8", "[8]", 4, 12));
        refused(header, 12, 61, "u overlaps t", "data_offsets from 8");
    }

    @Test
    void holes_are_refused() {
        var header = header(writer().entry("t", "U8", "[8]", 4, 12));
        refused(header, 12, 9, "t leaves a hole before it", "data_offsets from 0");
    }

    @Test
    void a_truncated_file_names_the_tensor_that_is_cut() {
        var header = header(writer().entry("t", "U8", "[8]", 0, 8));
        refused(header, 5, 9, "t ends at byte 8 of the data, which has 5", "a whole file");
    }

    @Test
    void bytes_of_no_tensor_are_refused() {
        var header = header(writer().entry("t", "U8", "[8]", 0, 8));
        refused(
                header,
                10,
                8 + 56 + 8,
                "2 bytes belong to no tensor",
                "a file that ends with its last tensor");
    }

    @Test
    void values_that_end_within_a_byte_are_refused() {
        refused(
                writer().entry("t", "F4", "[3]", 0, 2).toArray(),
                9,
                "t ends within a byte: F4 [3]",
                "whole bytes");
    }

    private static String header(SafetensorsWriter writer) {
        var file = writer.toArray();
        return new String(file, 8, file.length - 8, java.nio.charset.StandardCharsets.UTF_8)
                .strip();
    }
}
