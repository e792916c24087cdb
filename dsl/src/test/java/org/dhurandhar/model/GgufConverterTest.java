package org.dhurandhar.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dhurandhar.model.ReferenceData.list;
import static org.dhurandhar.model.ReferenceData.map;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.dhurandhar.DhurandharException;
import org.dhurandhar.document.Documents;
import org.dhurandhar.document.MapNode;
import org.junit.jupiter.api.Test;

/// The converter against real F16 files (`llamacpp_arch`) and the reference library's inventories.
final class GgufConverterTest {
    private static final Set<String> NOT_DERIVED =
            Set.of(
                    "rope.freq_base",
                    "rope.freq_base_swa",
                    "attention.layer_norm_rms_epsilon",
                    "attention.layer_norm_epsilon",
                    "activation_sparsity_scale",
                    "tensor_data_layout",
                    "rope.scaling.type",
                    "rope.scaling.factor",
                    "rope.scaling.original_context_length",
                    "rope.scaling.yarn_beta_fast",
                    "rope.scaling.yarn_beta_slow",
                    "rope.scaling.yarn_log_multiplier");

    private static final MapNode SMOLLM2 =
            parse(
                    """
                    {"model_type": "llama", "hidden_size": 576, "intermediate_size": 1536,
                     "num_hidden_layers": 30, "num_attention_heads": 9, "num_key_value_heads": 3,
                     "vocab_size": 49152, "tie_word_embeddings": true}
                    """);

    @Test
    void hyperparameters_are_those_of_the_file() {
        var wrong = new ArrayList<String>();
        for (var entry : ReferenceData.read("llamacpp_arch/gguf_meta.json.gz").entrySet()) {
            var document = ReferenceData.config("llamacpp_arch/configs/" + entry.getKey());
            if (!Families.knows(document.text("model_type"))) {
                continue;
            }
            var layout = convert(document);
            var prefix = layout.architecture() + ".";
            for (var pair : map(entry.getValue()).entrySet()) {
                if (pair.getKey().startsWith(prefix)
                        && !NOT_DERIVED.contains(pair.getKey().substring(prefix.length()))) {
                    var found = layout.metadata().get(pair.getKey());
                    if (!same(pair.getValue(), found)) {
                        wrong.add(
                                "%s %s: file %s, derived %s"
                                        .formatted(
                                                entry.getKey(),
                                                pair.getKey(),
                                                pair.getValue(),
                                                found));
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void every_catalogue_model_converts_unless_llama_cpp_has_no_architecture() {
        var refused = new ArrayList<String>();
        for (var name : ReferenceData.read("configs/parameters.json").keySet()) {
            var document = ReferenceData.config("configs/" + name);
            if (GgufConverter.architectureOf(document.text("model_type")) == null) {
                refused.add(name);
            } else {
                assertThat(convert(document).tensors()).as(name).isNotEmpty();
            }
        }
        assertThat(refused).containsExactly("zaya1-8b");
    }

    @Test
    void gemma_4_e4b_with_unused_keys_has_the_published_parameter_count() {
        var document = ReferenceData.config("configs/gemma-4-e4b");
        var config = Families.configure(document);
        var layout =
                GgufConverter.withUnusedKeys(
                        config, GgufConverter.convert(config, Families.describe(config).tensors()));
        assertThat(elements(layout.tensors())).isEqualTo(7_518_069_290L);
    }

    @Test
    void gemma_4_e4b_as_q4_k_m_has_the_published_bytes() {
        var config = Families.configure(ReferenceData.config("configs/gemma-4-e4b"));
        var layout =
                GgufConverter.withUnusedKeys(
                        config, GgufConverter.convert(config, Families.describe(config).tensors()));
        long bytes = 0;
        for (var tensor : Recipe.named("Q4_K_M").apply(layout)) {
            bytes += Objects.requireNonNull(tensor.format()).bytesFor(tensor.shape());
        }
        assertThat(bytes).isEqualTo(5_319_465_128L);
    }

    @Test
    void smollm2_has_the_tensors_of_its_published_files() {
        var recorded = ReferenceData.read("gguf/smollm2-135m-q4_0.json");
        var found = new HashMap<String, String>();
        for (var tensor : convert(SMOLLM2).tensors()) {
            found.put(tensor.name(), tensor.shape().toString());
        }
        for (var tensor : list(recorded.get("tensors"))) {
            var name = (String) map(tensor).get("name");
            assertThat(found.remove(name)).as(name).isEqualTo("" + map(tensor).get("shape"));
        }
        assertThat(found).isEmpty();
    }

    @Test
    void norms_of_single_heads_become_one_tensor() {
        var config =
                parse(
                        """
                        {"model_type": "stablelm", "num_hidden_layers": 1, "hidden_size": 512,
                         "num_attention_heads": 8, "num_key_value_heads": 2, "qk_layernorm": true}
                        """);
        var norms =
                convert(config).tensors().stream()
                        .filter(t -> t.name().matches("blk.0.attn_[qk]_norm.weight"))
                        .map(Tensor::shape);
        assertThat(norms).containsExactly(List.of(64L, 8L), List.of(64L, 2L));
    }

    @Test
    void packed_experts_of_gpt_oss_stay_packed() {
        var config =
                parse(
                        """
                        {"model_type": "gpt_oss", "num_hidden_layers": 1,
                         "quantization_config": {"quant_method": "mxfp4"}}
                        """);
        var experts =
                convert(config).tensors().stream().filter(t -> t.name().endsWith("_exps.weight"));
        assertThat(experts)
                .hasSize(3)
                .allMatch(t -> t.format() == WeightFormat.MXFP4 && t.shape().size() == 3);
    }

    @Test
    void a_model_type_without_architecture_is_refused_by_name() {
        var config = new Config(ReferenceData.config("configs/zaya1-8b"), parse("{}"), Map.of());
        assertThatThrownBy(() -> GgufConverter.convert(config, List.of()))
                .isInstanceOf(DhurandharException.class)
                .hasMessageContaining("llama.cpp has no architecture for model_type \"zaya\"");
    }

    private static MapNode parse(String json) {
        return (MapNode) Documents.parse("config.json", json.getBytes(StandardCharsets.UTF_8));
    }

    private static GgufLayout convert(MapNode document) {
        var config = Families.configure(document);
        return GgufConverter.convert(config, Families.describe(config).tensors());
    }

    private static long elements(List<Tensor> tensors) {
        return tensors.stream().mapToLong(Tensor::elements).sum();
    }

    private static boolean same(Object recorded, Object found) {
        if (recorded instanceof Double r && found instanceof Number n) {
            return Math.abs(r - n.doubleValue()) <= 1e-6 * Math.abs(r);
        }
        return recorded.equals(found);
    }
}
