package org.dhurandhar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.dhurandhar.memory.Feasibility;
import org.dhurandhar.memory.Footprint;
import org.dhurandhar.model.Model;
import org.dhurandhar.report.Report;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WorkloadTest {
    private static final int MOST_METHODS = 14;
    private static final int MOST_ROWS = 12;
    private static final int MOST_CHARACTERS = 1_000;

    private static final List<UnaryOperator<Workload>> SETTINGS =
            List.of(
                    w -> w.context(4096),
                    w -> w.quant("Q8_0"),
                    w -> w.kv("q8_0", "q4_0"),
                    w -> w.runtime("llama.cpp-lib"),
                    w -> w.slots(2),
                    w -> w.set("ubatch", 128),
                    w -> w.set("repack", false),
                    w -> w.set("backend", "cpu"),
                    w -> w.set("keep-audio", true));

    private static Workload small() {
        return Dhurandhar.model("qwen3-0.6b");
    }

    @Test
    void the_order_of_settings_does_not_matter() {
        var orders = new java.util.ArrayList<>(SETTINGS);
        var random = new Random(7);
        var expected = apply(SETTINGS).footprint().json();
        for (int i = 0; i < 10; i++) {
            Collections.shuffle(orders, random);
            assertThat(apply(orders).footprint().json()).isEqualTo(expected);
        }
    }

    private static Workload apply(List<UnaryOperator<Workload>> settings) {
        var workload = Dhurandhar.model("gemma4-e2b");
        for (var setting : settings) {
            workload = setting.apply(workload);
        }
        return workload;
    }

    @Test
    void a_setting_gives_a_new_value_and_leaves_the_old_one_as_it_was() {
        var workload = small();
        var before = workload.footprint().json();
        for (var setting : SETTINGS) {
            assertThat(setting.apply(workload)).isNotSameAs(workload);
        }
        assertThat(workload.footprint().json()).isEqualTo(before);
    }

    @Test
    void the_last_of_two_settings_wins() {
        var twice =
                small().context(8192)
                        .context(1024)
                        .quant(8)
                        .quant("Q4_0")
                        .kv(16)
                        .kv(8)
                        .slots(3)
                        .slots(1)
                        .set("batch", 64)
                        .set("batch", 1024)
                        .runtime("llama.cpp-lib")
                        .runtime("llama.cpp");
        var once = small().context(1024).quant("Q4_0").kv("q8_0").slots(1).set("batch", 1024);
        assertThat(twice.footprint().json()).isEqualTo(once.footprint().json());
    }

    @Test
    void the_default_context_is_32768_or_the_model_s_limit() {
        assertThat(small().footprint().allocation().settings().context()).isEqualTo(32_768);
        assertThat(Dhurandhar.model("smollm2-1.7b").footprint().allocation().settings().context())
                .isEqualTo(8_192);
    }

    @Test
    void bits_are_the_runtime_s_usual_recipe_and_the_result_names_it() {
        assertThat(small().quant(4).footprint().allocation().settings().quant())
                .isEqualTo("Q4_K_M");
        assertThat(small().quant(8).footprint().allocation().settings().quant()).isEqualTo("Q8_0");
        assertThat(small().footprint().allocation().settings().quant()).isEqualTo("Q4_K_M");
    }

    @Test
    void names_of_settings_ignore_case_and_underscores() {
        assertThat(small().set("Flash_Attention", "FALSE").footprint().json())
                .isEqualTo(small().set("flash-attention", false).footprint().json());
    }

    @Test
    void a_refusal_comes_when_the_sentence_is_done() {
        var refused = small().kv("q8_0").set("flash-attention", false);
        assertThatThrownBy(refused::footprint)
                .isInstanceOf(DhurandharException.class)
                .hasMessageStartingWith("Refused: llama.cpp does not start: V cache Q8_0");
        assertThat(refused.set("flash-attention", true).footprint()).isNotNull();
    }

    @Test
    void a_context_beyond_the_limit_names_it() {
        assertThatThrownBy(() -> small().context(40_961))
                .hasMessage(
                        """
                        InvalidSetting: context of 40961 tokens
                          expected: 1 to 40960, the limit of qwen3-0.6b
                          try:    context(32768)   or   --context-tokens 32768\
                        """);
    }

    static List<String> runnable() {
        return Dhurandhar.models().stream()
                .filter(name -> Dhurandhar.model(name).model().hasGguf())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("runnable")
    void every_stage_prints_itself_within_what_jshell_shows(String model) {
        var workload = Dhurandhar.model(model);
        fits(workload);
        fits(workload.model());
        var footprint = workload.footprint();
        fits(footprint);
        for (var device : List.of("pixel-10-pro", "budget-emmc-phone", "laptop-nvme")) {
            var deployment = workload.on(device);
            fits(deployment);
            fits(deployment.feasibility());
            fits(deployment.device());
        }
    }

    private static void fits(Object stage) {
        var text = stage.toString();
        assertThat(text).hasSizeLessThan(MOST_CHARACTERS);
        assertThat(text.lines().count()).as(text).isLessThanOrEqualTo(MOST_ROWS);
        assertThat(text).as("no default toString").doesNotContain("@");
    }

    /// Names that Tab offers: overloads count once, and what every object or every report has does
    /// not.
    @ParameterizedTest
    @ValueSource(
            classes = {
                Dhurandhar.class,
                Workload.class,
                Deployment.class,
                Fleet.class,
                Sweep.class,
                Comparison.class,
                Answer.class,
                Footprint.class,
                Feasibility.class,
                Model.class
            })
    void a_stage_offers_at_most_fourteen_words(Class<?> stage) {
        var common = words(Object.class);
        common.addAll(words(Report.class));
        var own = words(stage);
        own.removeAll(common);
        assertThat(own).hasSizeLessThanOrEqualTo(MOST_METHODS);
    }

    private static Set<String> words(Class<?> stage) {
        return Arrays.stream(stage.getMethods())
                .filter(m -> !m.isSynthetic())
                .filter(m -> stage == Object.class || m.getDeclaringClass() != Object.class)
                .map(Method::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void an_explanation_names_the_sources() {
        var workload = Dhurandhar.model("gemma4-e2b");
        assertThat(workload.footprint().explain())
                .contains(
                        workload.model().facts().source(), "KV cache, full: ", " bytes, anonymous");
        var deployment = workload.on("pixel-10-pro");
        assertThat(deployment.explain())
                .contains("budget: " + deployment.device().budget().source())
                .contains(workload.model().facts().source());
    }

    @Test
    void a_deployment_alone_shows_the_verdict() {
        assertThat(Dhurandhar.model("gemma4-e2b").context(32768).quant(4).on("pixel-10-pro"))
                .asString()
                .startsWith("RESIDENT on pixel-10-pro, headroom ");
    }

    @Test
    void a_deployment_prints_no_figure_that_was_not_compared() {
        var text = small().on("pixel-10-pro").toString();
        assertThat(text).endsWith("qwen3-0.6b; rows: .footprint()   why: .explain()");
        assertThat(text).doesNotContain("resident;");
    }

    @Test
    void a_workload_shows_the_recipe_and_every_setting() {
        var text =
                small().quant(3)
                        .slots(1)
                        .context(1)
                        .set("ubatch", 128)
                        .set("repack", false)
                        .set("keep-audio", true)
                        .toString();
        assertThat(text)
                .contains("\n1 token, Q3_K_M, KV f16/f16, llama.cpp on cpu, 1 slot\n")
                .contains("\nset: keep-audio=true, repack=false, ubatch=128\n");
        assertThat(small().toString()).contains(", Q4_K_M, ").doesNotContain("\nset: ");
    }

    @Test
    void workloads_are_equal_by_model_and_settings() {
        assertThat(small().context(4096).slots(2))
                .isEqualTo(small().slots(2).context(4096))
                .hasSameHashCodeAs(small().slots(2).context(4096))
                .isNotEqualTo(small().slots(2))
                .isNotEqualTo(Dhurandhar.model("qwen3-1.7b").context(4096).slots(2));
    }

    @Test
    void null_is_refused_in_our_words() {
        assertThatThrownBy(() -> Dhurandhar.model(absent(String.class)))
                .hasMessage(
                        """
                        InvalidSetting: model of null
                          expected: a value
                          try:    leave model out, or name one\
                        """);
        var calls =
                List.<ThrowingCallable>of(
                        () -> Dhurandhar.model(absent(Path.class)),
                        () -> Dhurandhar.model(absent(Model.class)),
                        () -> small().quant(absent(String.class)),
                        () -> small().kv(absent(String.class)),
                        () -> small().runtime(absent(String.class)),
                        () -> small().set(absent(String.class), 1),
                        () -> small().set("batch", absent(Object.class)),
                        () -> small().on(absent(String.class)),
                        () -> small().on(absent(Path.class)));
        for (var call : calls) {
            assertThatThrownBy(call)
                    .isInstanceOf(DhurandharException.class)
                    .hasMessageContaining(" of null\n");
        }
    }

    /// A null of a type, read from an array, where nothing can know it is one.
    @SuppressWarnings("unchecked")
    private static <T> T absent(Class<T> type) {
        return ((T[]) Array.newInstance(type, 1))[0];
    }

    @ParameterizedTest
    @ValueSource(strings = {"Gemma 4 E2B", "gemma_4.e2b", "GEMMA4E2B"})
    void names_of_models_ignore_case_spaces_and_signs(String name) {
        assertThat(Dhurandhar.model(name).model().name()).isEqualTo("gemma-4-e2b");
    }

    @Test
    void names_of_devices_ignore_spaces() {
        assertThat(small().on("Pixel 10 Pro").device().name()).isEqualTo("pixel-10-pro");
    }

    @Test
    void a_text_that_is_a_path_is_read(@TempDir Path folder) throws IOException {
        var file =
                Files.writeString(
                        folder.resolve("config.json"),
                        "{\"model_type\":\"llama\",\"num_hidden_layers\":2}");
        assertThat(Dhurandhar.model(file.toString())).isEqualTo(Dhurandhar.model(file));
        assertThat(Dhurandhar.model(folder.toString())).isEqualTo(Dhurandhar.model(file));
    }

    @Test
    void lists_say_what_can_be_named() {
        assertThat(Dhurandhar.runtimes())
                .containsExactly(
                        "llama.cpp",
                        "llama.cpp-lib",
                        "litert-lm",
                        "executorch",
                        "transformers",
                        "mlc");
        assertThat(Dhurandhar.formats()).contains("Q4_K_M", "MXFP4");
        assertThat(Dhurandhar.settings("llama.cpp")).contains("ubatch", "batch", "keep-audio");
    }

    @Test
    void the_json_of_a_deployment_holds_its_one_verdict() {
        assertThat(small().on("pixel-10-pro").json())
                .contains("\"device\" : \"pixel-10-pro\"")
                .containsOnlyOnce("\"verdict\"");
        assertThat(small().footprint().json()).doesNotContain("\"verdict\"");
    }
}
