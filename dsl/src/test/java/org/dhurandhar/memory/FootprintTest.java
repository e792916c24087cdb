package org.dhurandhar.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.dhurandhar.model.Encoder;
import org.dhurandhar.model.Models;
import org.dhurandhar.model.Role;
import org.dhurandhar.runtime.Allocation;
import org.dhurandhar.runtime.Residence;
import org.junit.jupiter.api.Test;

final class FootprintTest {
    private static final long ANONYMOUS = HandMade.ANONYMOUS;
    private static final long LIBRARIES = HandMade.LIBRARIES;
    private static final long PAGE = HandMade.PAGE;

    private static Map<String, Residence> residences(Footprint footprint) {
        return footprint.components().stream()
                .collect(Collectors.toMap(Component::name, Component::residence));
    }

    private static long bytes(Footprint footprint, String name) {
        return footprint.components().stream()
                .filter(c -> c.name().equals(name))
                .mapToLong(Component::bytes)
                .sum();
    }

    @Test
    void a_runtime_without_options_prints_no_line_of_them() {
        assertThat(new HandMade().footprint().text(0)).doesNotContain("set:");
        assertThat(new HandMade().footprint().summary()).noneMatch(l -> l.startsWith("set:"));
    }

    @Test
    void options_keep_their_types_in_json() {
        assertThat(FootprintJson.typed("true")).isEqualTo(true);
        assertThat(FootprintJson.typed("512")).isEqualTo(512L);
        assertThat(FootprintJson.typed("layer")).isEqualTo("layer");
    }

    @Test
    void caches_states_and_buffers_cannot_be_dropped() {
        var footprint = new HandMade().footprint();
        assertThat(footprint.total(Residence.ANONYMOUS)).isEqualTo(ANONYMOUS);
        assertThat(residences(footprint))
                .containsOnly(
                        Map.entry("KV cache, full", Residence.ANONYMOUS),
                        Map.entry("KV cache, windows", Residence.ANONYMOUS),
                        Map.entry("recurrent state", Residence.ANONYMOUS),
                        Map.entry("output buffer", Residence.ANONYMOUS),
                        Map.entry("compute buffer, touched", Residence.ANONYMOUS),
                        Map.entry("context checkpoints", Residence.ANONYMOUS),
                        Map.entry("runtime", Residence.ANONYMOUS),
                        Map.entry("shared libraries", Residence.HOT));
    }

    @Test
    void a_work_buffer_is_transient() {
        var footprint = new HandMade().scratch(24).footprint();
        assertThat(footprint.total(Residence.TRANSIENT)).isEqualTo(24);
        assertThat(footprint.total(Residence.ANONYMOUS)).isEqualTo(ANONYMOUS);
    }

    @Test
    void a_tied_embedding_is_read_whole_for_every_token() {
        var footprint = new HandMade().tensor("e", Role.TOKEN_EMBEDDING, 400).footprint();
        assertThat(residences(footprint))
                .containsEntry("token embedding = output head", Residence.HOT);
        assertThat(footprint.total(Residence.HOT)).isEqualTo(400 * PAGE + LIBRARIES);
        assertThat(footprint.total(Residence.WARM)).isZero();
    }

    @Test
    void an_embedding_beside_a_head_is_warm() {
        var footprint =
                new HandMade()
                        .tensor("e", Role.TOKEN_EMBEDDING, 400)
                        .tensor("h", Role.HEAD, 600)
                        .footprint();
        assertThat(residences(footprint))
                .containsEntry("token embedding", Residence.WARM)
                .containsEntry("output head", Residence.HOT);
        assertThat(footprint.total(Residence.HOT)).isEqualTo(600 * PAGE + LIBRARIES);
        assertThat(footprint.total(Residence.WARM)).isEqualTo(400 * PAGE);
    }

    @Test
    void routed_experts_are_warm_and_shared_ones_hot() {
        var footprint =
                new HandMade()
                        .tensor("x", Role.EXPERT, 4000)
                        .tensor("s", Role.SHARED_EXPERT, 40)
                        .tensor("r", Role.ROUTER, 4)
                        .footprint();
        assertThat(bytes(footprint, "MoE experts")).isEqualTo(4000 * PAGE);
        assertThat(residences(footprint))
                .containsEntry("MoE experts", Residence.WARM)
                .containsEntry("MoE router", Residence.HOT)
                .containsEntry("shared experts", Residence.HOT);
        assertThat(footprint.total(Residence.HOT)).isEqualTo(44 * PAGE + LIBRARIES);
    }

    @Test
    void a_per_layer_embedding_table_is_warm_and_its_projections_hot() {
        var footprint =
                new HandMade()
                        .tensor("t", Role.PLE_TABLE, 8000)
                        .tensor("p", Role.PLE_PROJECTION, 80)
                        .footprint();
        assertThat(footprint.total(Residence.WARM)).isEqualTo(8000 * PAGE);
        assertThat(footprint.total(Residence.HOT)).isEqualTo(80 * PAGE + LIBRARIES);
    }

    @Test
    void pages_of_copied_weights_are_warm_and_the_copy_is_anonymous() {
        var footprint =
                new HandMade()
                        .tensor("a", Role.ATTENTION, 800)
                        .tensor("b", Role.FFN, 200)
                        .copied(808, "a")
                        .footprint();
        assertThat(bytes(footprint, "repacked weights")).isEqualTo(808);
        assertThat(bytes(footprint, "file pages of repacked weights")).isEqualTo(800 * PAGE);
        assertThat(footprint.total(Residence.ANONYMOUS)).isEqualTo(ANONYMOUS + 808);
        assertThat(footprint.total(Residence.WARM)).isEqualTo(800 * PAGE);
        assertThat(footprint.total(Residence.HOT)).isEqualTo(200 * PAGE + LIBRARIES);
    }

    @Test
    void without_mapping_all_weights_are_anonymous() {
        var footprint =
                new HandMade()
                        .tensor("e", Role.TOKEN_EMBEDDING, 400)
                        .tensor("h", Role.HEAD, 600)
                        .tensor("x", Role.EXPERT, 4000)
                        .tensor("t", Role.PLE_TABLE, 8000)
                        .heap()
                        .footprint();
        assertThat(footprint.total(Residence.ANONYMOUS)).isEqualTo(ANONYMOUS + 13_000 * PAGE);
        assertThat(footprint.total(Residence.WARM)).isZero();
        assertThat(footprint.total(Residence.HOT)).isEqualTo(LIBRARIES);
    }

    @Test
    void what_a_source_does_not_describe_is_hot() {
        var footprint = new HandMade().tensor("o", Role.OTHER, 40).footprint();
        assertThat(residences(footprint)).containsEntry("other weights", Residence.HOT);
    }

    @Test
    void every_role_of_a_text_model_is_in_a_row_once() {
        var made = new HandMade();
        for (var role : Role.values()) {
            made.tensor(role.name(), role, 100);
        }
        long sum = made.footprint().components().stream().mapToLong(Component::bytes).sum();
        assertThat(sum).isEqualTo(ANONYMOUS + LIBRARIES + 100 * PAGE * Role.values().length);
    }

    @Test
    void rows_add_up_to_the_totals_and_come_class_by_class() {
        for (var name : Models.names()) {
            var model = Models.named(name);
            if (model.hasGguf()) {
                var footprint = of(name);
                long rows = footprint.components().stream().mapToLong(Component::bytes).sum();
                long totals = Arrays.stream(Residence.values()).mapToLong(footprint::total).sum();
                assertThat(totals).as(name).isEqualTo(rows);
                assertThat(footprint.components())
                        .extracting(Component::residence)
                        .as(name)
                        .isSorted();
                assertThat(footprint.components())
                        .allSatisfy(
                                c -> assertThat(c.bytes()).as(name + " " + c.name()).isPositive());
            }
        }
    }

    private static Footprint of(String name) {
        return org.dhurandhar.Dhurandhar.model(name).footprint();
    }

    @Test
    void mapped_weights_and_their_gaps_are_all_in_the_rows() {
        var footprint =
                org.dhurandhar.Dhurandhar.model("gemma4-e2b").without(Encoder.VISION).footprint();
        Allocation allocation = footprint.allocation();
        long file =
                footprint.total(Residence.HOT)
                        + footprint.total(Residence.WARM)
                        - allocation.libraries();
        assertThat(file - allocation.mapped()).isBetween(0L, PAGE - 1);
        assertThat(footprint.components().stream().mapToLong(Component::bytes).sum())
                .isEqualTo(footprint.peak().expected());
    }

    @Test
    void an_audio_encoder_is_a_row_only_where_it_is_kept() {
        var model = Models.named("gemma4-e2b");
        var allocation = new HandMade().allocation();
        assertThat(bytes(Footprint.of(model, allocation, Set.of()), "audio encoder")).isZero();
        assertThat(bytes(Footprint.of(model, allocation, Set.of(Encoder.AUDIO)), "audio encoder"))
                .isEqualTo(2 * 300_000_000L);
    }
}
