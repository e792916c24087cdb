package org.dhurandhar.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dhurandhar.DhurandharException;
import org.jspecify.annotations.Nullable;

/// What llama.cpp's converter (build 11434) writes for a configuration as an F16 file: the
/// architecture, its hyperparameters and every tensor with GGUF name, shape and type.
final class GgufConverter {
    private static final Map<String, String> ARCHITECTURES =
            Map.ofEntries(
                    Map.entry("llama", "llama"),
                    Map.entry("mistral", "llama"),
                    Map.entry("mixtral", "llama"),
                    Map.entry("ministral3", "mistral3"),
                    Map.entry("llama4_text", "llama4"),
                    Map.entry("qwen2", "qwen2"),
                    Map.entry("qwen2_moe", "qwen2moe"),
                    Map.entry("qwen3", "qwen3"),
                    Map.entry("qwen3_moe", "qwen3moe"),
                    Map.entry("qwen3_next", "qwen3next"),
                    Map.entry("qwen3_5_text", "qwen35"),
                    Map.entry("qwen3_5_moe_text", "qwen35moe"),
                    Map.entry("gemma", "gemma"),
                    Map.entry("gemma2", "gemma2"),
                    Map.entry("gemma3_text", "gemma3"),
                    Map.entry("gemma3n_text", "gemma3n"),
                    Map.entry("gemma4_text", "gemma4"),
                    Map.entry("gemma4_unified_text", "gemma4"),
                    Map.entry("phi", "phi2"),
                    Map.entry("phi3", "phi3"),
                    Map.entry("phimoe", "phimoe"),
                    Map.entry("granite", "granite"),
                    Map.entry("granitemoe", "granitemoe"),
                    Map.entry("granitemoeshared", "granitemoe"),
                    Map.entry("granitemoehybrid", "granitehybrid"),
                    Map.entry("bamba", "granitehybrid"),
                    Map.entry("smollm3", "smollm3"),
                    Map.entry("lfm2", "lfm2"),
                    Map.entry("lfm2_moe", "lfm2moe"),
                    Map.entry("falcon", "falcon"),
                    Map.entry("falcon_h1", "falcon-h1"),
                    Map.entry("falcon_mamba", "mamba"),
                    Map.entry("mamba", "mamba"),
                    Map.entry("mamba2", "mamba2"),
                    Map.entry("nemotron", "nemotron"),
                    Map.entry("nemotron_h", "nemotron_h"),
                    Map.entry("jamba", "jamba"),
                    Map.entry("gpt_oss", "gpt-oss"),
                    Map.entry("deepseek_v2", "deepseek2"),
                    Map.entry("deepseek_v3", "deepseek2"),
                    Map.entry("kimi_linear", "kimi-linear"),
                    Map.entry("glm", "chatglm"),
                    Map.entry("glm4", "glm4"),
                    Map.entry("glm4_moe", "glm4moe"),
                    Map.entry("exaone4", "exaone4"),
                    Map.entry("olmo2", "olmo2"),
                    Map.entry("olmo3", "olmo2"),
                    Map.entry("olmoe", "olmoe"),
                    Map.entry("cohere2", "cohere2"),
                    Map.entry("starcoder2", "starcoder2"),
                    Map.entry("stablelm", "stablelm"),
                    Map.entry("bitnet", "bitnet"),
                    Map.entry("ernie4_5", "ernie4_5"),
                    Map.entry("ernie4_5_moe", "ernie4_5-moe"),
                    Map.entry("minicpm3", "minicpm3"),
                    Map.entry("seed_oss", "seed_oss"),
                    Map.entry("apertus", "apertus"),
                    Map.entry("arcee", "arcee"),
                    Map.entry("hunyuan_v1_dense", "hunyuan-dense"),
                    Map.entry("gpt2", "gpt2"),
                    Map.entry("minimax_m2", "minimax-m2"));

    private GgufConverter() {}

    /// The value of `general.architecture` for a `model_type`, or null where this build of
    /// llama.cpp has none (ZAYA, LFM3, Helium, VaultGemma). A model with encoders counts as its
    /// text model.
    static @Nullable String architectureOf(String modelType) {
        var name = ARCHITECTURES.get(modelType);
        return name == null ? ARCHITECTURES.get(modelType + "_text") : name;
    }

    /// Converts an inventory with the names of the reference library.
    ///
    /// @param library tensors of the text model, encoders are left out
    /// @throws DhurandharException where llama.cpp has no such architecture, or a tensor has no
    ///   place in it
    static GgufLayout convert(Config config, List<Tensor> library) {
        var architecture = architecture(config, library);
        try {
            var tensors = new GgufTensors(architecture, config).of(library);
            return new GgufLayout(
                    architecture, GgufHyperparameters.of(architecture, config, tensors), tensors);
        } catch (ArithmeticException e) {
            throw config.wrong(
                    "model_type", "sizes that overflow or divide by zero", "sizes of a real model");
        }
    }

    /// The layout of a Gemma 4 checkpoint that still holds the keys and values which layers with a
    /// shared cache do not use, as the first published ones do.
    static GgufLayout withUnusedKeys(Config config, GgufLayout layout) {
        var tensors = new ArrayList<>(layout.tensors());
        GgufSharedKeys.complete(config, tensors);
        return new GgufLayout(layout.architecture(), layout.metadata(), tensors);
    }

    private static String architecture(Config config, List<Tensor> library) {
        var type = config.modelType();
        var name = architectureOf(type);
        if (name == null) {
            throw DhurandharException.because(
                            "Unsupported",
                            config.given().placeOf("model_type")
                                    + "  llama.cpp has no architecture for model_type \""
                                    + type
                                    + "\"")
                    .expected("one of the " + ARCHITECTURES.size() + " model types it converts")
                    .fix("choose another runtime");
        }
        if (type.equals("nemotron_h") && config.gives("num_experts_per_tok")) {
            return "nemotron_h_moe";
        }
        if (name.equals("granitehybrid") && !hasMixer(library)) {
            return config.has("num_experts_per_tok") ? "granitemoe" : "granite";
        }
        return name;
    }

    private static boolean hasMixer(List<Tensor> library) {
        for (var tensor : library) {
            if (tensor.name().endsWith(".A_log")) {
                return true;
            }
        }
        return false;
    }
}
