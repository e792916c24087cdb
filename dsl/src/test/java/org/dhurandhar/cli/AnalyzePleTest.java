package org.dhurandhar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.dhurandhar.device.Devices;
import org.dhurandhar.document.MapNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AnalyzePleTest {
    /// Every key that is promised, and the kind of its value.
    private static final String CONTRACT =
            """
            schema text
            model.name text
            model.family text
            model.source text
            model.layout text
            model.parameters integer
            model.active_parameters integer
            model.max_context_tokens integer
            settings.context_tokens integer
            settings.quant text
            settings.kv_k text
            settings.kv_v text
            settings.runtime text
            settings.backend text
            settings.slots integer
            settings.ubatch integer
            weights.bytes integer
            weights.buffers.mapped integer
            weights.buffers.heap integer
            kv_cache.bytes integer
            kv_cache.full_bytes integer
            kv_cache.sliding_bytes integer
            kv_cache.layers integer
            state.bytes integer
            compute.bytes integer
            compute.low integer
            compute.high integer
            output.bytes integer
            repack.bytes integer
            components list
            components[].name text
            components[].bytes integer
            components[].residence text
            components[].format text
            components[].note text
            totals.anonymous integer
            totals.hot integer
            totals.warm integer
            totals.transient integer
            totals.peak_rss.low integer
            totals.peak_rss.expected integer
            totals.peak_rss.high integer
            devices list
            devices[].device text
            devices[].budget_bytes integer
            devices[].verdict text
            devices[].headroom_bytes integer
            devices[].prompt_tokens integer
            devices[].target_tps real
            devices[].misses_target boolean
            devices[].speed_rests_on list
            devices[].why list
            devices[].why[] text
            """;

    @TempDir private Path folder;

    private static MapNode json(String... options) {
        var arguments = new ArrayList<>(List.of("analyze-ple", "--json-out", "-"));
        arguments.addAll(List.of(options));
        var run = Run.of(arguments);
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        return Json.map(run.out());
    }

    private static MapNode settings(String... options) {
        return Json.child(json(options), "settings");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gemma4-e2b", "mamba2-2.7b", "mixtral-8x7b", "granite-4.0-h-tiny"})
    void the_json_has_every_promised_key_with_its_kind(String model) {
        var json = json("--model", model, "--context-tokens", "4096");
        var kinds = Json.kinds(json);
        for (var line : CONTRACT.lines().toList()) {
            var parts = line.split(" ", -1);
            if (parts[0].equals("model.max_context_tokens") && model.startsWith("mamba")) {
                assertThat(kinds).containsEntry(parts[0], "null").containsKey(parts[0] + "_reason");
            } else {
                assertThat(kinds).as(line).containsEntry(parts[0], parts[1]);
            }
        }
        assertThat(json.text("schema")).isEqualTo("dhurandhar/footprint/1");
        assertThat(kinds.keySet()).anyMatch(key -> key.startsWith("settings.set"));
    }

    @Test
    void rows_have_one_of_four_residences_and_add_up_to_the_totals() {
        var json = json("--model", "granite-4.0-h-tiny");
        var totals = Json.child(json, "totals");
        for (var residence : List.of("anonymous", "hot", "warm", "transient")) {
            long sum = 0;
            for (var row : Json.children(json, "components")) {
                sum += row.text("residence").equals(residence) ? row.integer("bytes") : 0;
            }
            assertThat(totals.integer(residence)).as(residence).isEqualTo(sum);
        }
        assertThat(Json.children(json, "components"))
                .allSatisfy(row ->
                        assertThat(row.text("residence"))
                                .isIn("anonymous", "hot", "warm", "transient"));
    }

    @Test
    void speeds_are_ranges_or_null_with_a_reason() {
        var kinds = Json.kinds(json("--device", "pixel-10-pro", "--target-decode-tps", "1"));
        for (var key :
                List.of(
                        "decode_tps",
                        "decode_full_context_tps",
                        "prefill_tps",
                        "first_token_seconds")) {
            assertThat(kinds)
                    .containsEntry("devices[]." + key + ".low", "real")
                    .containsEntry("devices[]." + key + ".high", "real");
        }
        assertThat(kinds).containsEntry("devices[].limit", "text");
        var none = Json.kinds(json("--device", "pixel-9-pro"));
        for (var key : List.of("decode_tps", "prefill_tps", "first_token_seconds", "limit")) {
            assertThat(none)
                    .containsEntry("devices[]." + key, "null")
                    .containsEntry("devices[]." + key + "_reason", "text");
        }
    }

    @Test
    void a_target_that_is_missed_is_said_beside_the_verdict() {
        var run =
                Run.of(
                        List.of(
                                "analyze-ple",
                                "--device",
                                "raspberry-pi-5-8gb",
                                "--target-decode-tps",
                                "1000"));
        assertThat(run.out()).contains("misses");
        var row =
                Json.children(
                                json(
                                        "--device",
                                        "raspberry-pi-5-8gb",
                                        "--target-decode-tps",
                                        "1000"),
                                "devices")
                        .getFirst();
        assertThat(row.flag("misses_target", false)).isTrue();
    }

    @Test
    void headroom_is_the_budget_less_what_was_compared() {
        var json = json("--device", "pixel-10-pro");
        var totals = Json.child(json, "totals");
        long all =
                totals.integer("anonymous")
                        + totals.integer("hot")
                        + totals.integer("warm")
                        + totals.integer("transient");
        var device = Json.children(json, "devices").getFirst();
        assertThat(device.text("verdict")).isEqualTo("RESIDENT");
        assertThat(device.integer("headroom_bytes"))
                .isEqualTo(device.integer("budget_bytes") - all);
    }

    @Test
    void all_devices_are_answered_unless_some_are_named() {
        assertThat(Json.children(json(), "devices")).hasSize(Devices.names().size());
        assertThat(
                        Json.children(
                                json("--device", "galaxy-s25", "--device", "laptop-nvme"),
                                "devices"))
                .extracting(d -> d.text("device"))
                .containsExactly("galaxy-s25", "laptop-nvme");
    }

    @Test
    void a_device_of_the_user_is_named_by_its_path() throws IOException {
        var file =
                Files.writeString(folder.resolve("mine.yaml"), "name: mine\nram_budget_mib: 64\n");
        var device = Json.children(json("--device", file.toString()), "devices").getFirst();
        assertThat(device.text("device")).isEqualTo("mine");
        assertThat(device.integer("budget_bytes")).isEqualTo(64L << 20);
        assertThat(device.text("verdict")).isEqualTo("INFEASIBLE");
        assertThat(device.integer("headroom_bytes")).isNegative();
    }

    @Test
    void defaults_are_echoed() {
        var settings = settings("--model", "smollm2-1.7b");
        assertThat(settings.integer("context_tokens")).isEqualTo(8192);
        assertThat(settings.text("quant")).isEqualTo("Q4_K_M");
        assertThat(settings.text("kv_k")).isEqualTo("f16");
        assertThat(settings.text("kv_v")).isEqualTo("f16");
        assertThat(settings.text("runtime")).isEqualTo("llama.cpp");
        assertThat(settings.text("backend")).isEqualTo("cpu");
        assertThat(settings.integer("ubatch")).isEqualTo(512);
    }

    @ParameterizedTest
    @CsvSource({"llama.cpp, 4", "llama.cpp-lib, 1"})
    void slots_default_to_the_runtime_s_own(String runtime, long slots) {
        assertThat(settings("--runtime", runtime).integer("slots")).isEqualTo(slots);
    }

    @ParameterizedTest
    @CsvSource({"4, q4_0", "5, q5_0", "8, q8_0", "16, f16"})
    void cache_bits_are_cache_types(String bits, String type) {
        var settings = settings("--kv-bits", bits);
        assertThat(settings.text("kv_k")).isEqualTo(type);
        assertThat(settings.text("kv_v")).isEqualTo(type);
    }

    @Test
    void keys_and_values_have_types_of_their_own() {
        var settings = settings("--kv-k", "q8_0", "--kv-v", "q4_0");
        assertThat(settings.text("kv_k")).isEqualTo("q8_0");
        assertThat(settings.text("kv_v")).isEqualTo("q4_0");
        assertThat(settings("--kv-k", "q8_0").text("kv_v")).isEqualTo("f16");
        assertThat(settings("--kv", "q8_0", "--kv-v", "f16").text("kv_k")).isEqualTo("q8_0");
    }

    @Test
    void settings_are_echoed() {
        var settings =
                settings(
                        "--slots",
                        "2",
                        "--ubatch",
                        "256",
                        "--quant",
                        "q8_0",
                        "--set",
                        "repack=false",
                        "--set",
                        "batch=1024",
                        "--set",
                        "unified=false");
        assertThat(settings.integer("slots")).isEqualTo(2);
        assertThat(settings.integer("ubatch")).isEqualTo(256);
        assertThat(settings.text("quant")).isEqualTo("Q8_0");
        var set = Json.child(settings, "set");
        assertThat(set.text("repack")).isEqualTo("false");
        assertThat(set.text("batch")).isEqualTo("1024");
        assertThat(set.text("unified")).isEqualTo("false");
        assertThat(set.text("mmap")).isEqualTo("true");
    }

    @Test
    void a_file_gets_the_whole_json_and_the_terminal_the_table() throws IOException {
        var target = folder.resolve("out.json");
        Files.writeString(target, "old and longer than nothing");
        var run =
                Run.of("analyze-ple", "--device", "pixel-10-pro", "--json-out", target.toString());
        assertThat(run.code()).isZero();
        assertThat(run.out()).startsWith("gemma-4-e2b").contains("RESIDENT");
        var printed = Run.of("analyze-ple", "--device", "pixel-10-pro", "--json-out", "-");
        assertThat(Files.readString(target)).isEqualTo(printed.out());
        assertThat(printed.out()).startsWith("{").endsWith("}\n");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(target);
        }
    }

    @Test
    void a_link_keeps_pointing_at_the_file_it_names() throws IOException {
        var target = Files.writeString(folder.resolve("out.json"), "old");
        var link = Files.createSymbolicLink(folder.resolve("link.json"), target);
        assertThat(Run.of("analyze-ple", "--json-out", link.toString()).code()).isZero();
        assertThat(link).isSymbolicLink();
        assertThat(Files.readString(target)).startsWith("{");
    }

    @Test
    void exact_bytes_replace_mebibytes_on_request() {
        var json = json("--device", "pixel-10-pro");
        var run = Run.of("analyze-ple", "--device", "pixel-10-pro", "--bytes");
        for (var row : Json.children(json, "components")) {
            assertThat(run.out()).contains(String.format(Locale.ROOT, "%,d", row.integer("bytes")));
        }
        assertThat(run.out()).contains("Budget bytes").doesNotContain("Budget MiB");
    }

    @Test
    void an_audio_encoder_counts_only_where_it_is_kept() {
        var left = "note: audio encoder of 300,000,000 parameters";
        assertThat(Run.of("analyze-ple").out()).contains(left).doesNotContain("\naudio encoder");
        assertThat(Run.of("analyze-ple", "--strip-audio").out()).contains(left);
        assertThat(Run.of("analyze-ple", "--keep-audio").out())
                .contains("\naudio encoder")
                .doesNotContain(left);
    }

    @Test
    void a_model_without_an_audio_encoder_says_that_none_is_kept() {
        var note = "note: --keep-audio changes nothing: qwen3-0.6b has no audio encoder";
        var shown = Run.of("analyze-ple", "--model", "qwen3-0.6b", "--keep-audio");
        assertThat(shown.out()).contains(note);
        var json =
                Run.of("analyze-ple", "--model", "qwen3-0.6b", "--keep-audio", "--json-out", "-");
        assertThat(json.out()).startsWith("{").endsWith("}\n");
        assertThat(json.err()).startsWith(note);
    }

    @Test
    void a_device_that_is_named_twice_is_answered_once() {
        assertThat(
                        Json.children(
                                json("--device", "pixel-9-pro", "--device", "Pixel 9 Pro"),
                                "devices"))
                .hasSize(1);
    }

    @Test
    void sizes_that_are_not_given_are_named_and_lower_the_confidence() throws IOException {
        var file =
                Files.writeString(
                        folder.resolve("config.json"),
                        "{\"model_type\":\"llama\",\"num_hidden_layers\":2,\"hidden_size\":64}");
        var json = json("--model", file.toString());
        assertThat(Json.child(json, "model").text("confidence")).isEqualTo("low");
        assertThat(Objects.requireNonNull(json.texts("notes")))
                .contains(
                        "not given, the family's default is taken: num_attention_heads 32,"
                                + " vocab_size 32000, intermediate_size 11008");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--target-decode-tps", "--target-tps"})
    void a_wanted_speed_is_taken(String option) {
        assertThat(Run.of("analyze-ple", option, "20").code()).isZero();
    }

    @Test
    void names_of_the_original_are_understood() {
        assertThat(Json.child(json("--model", "gemma4_e2b"), "model").text("name"))
                .isEqualTo("gemma-4-e2b");
    }

    @Test
    void without_mapping_weights_are_heap_memory() {
        var json = json("--set", "mmap=false", "--without", "vision");
        var buffers = Json.child(json, "weights", "buffers");
        assertThat(buffers.integer("mapped")).isZero();
        assertThat(buffers.integer("heap")).isPositive();
        assertThat(Json.child(json, "totals").integer("warm")).isZero();
    }
}
