package org.dhurandhar.model;

import java.util.Map;

/// Families whose blocks are not all attention over cached heads: state-space models, linear
/// attention, short convolutions, latent attention.
final class HybridFamilies {
    private HybridFamilies() {}

    static void register(Map<String, Family> families) {
        families.put("mamba", StateSpaceFamilies::mamba);
        families.put("falcon_mamba", StateSpaceFamilies::mamba);
        families.put("mamba2", StateSpaceFamilies::mamba2);
        families.put("jamba", StateSpaceFamilies::jamba);
        families.put("bamba", StateSpaceFamilies::bamba);
        families.put("granitemoehybrid", StateSpaceFamilies::graniteHybrid);
        families.put("falcon_h1", StateSpaceFamilies::falconH1);
        families.put("nemotron_h", NemotronFamily::describe);
        families.put("qwen3_next", DeltaFamilies::qwen3Next);
        families.put("qwen3_5_text", DeltaFamilies::qwen35);
        families.put("qwen3_5_moe_text", DeltaFamilies::qwen35Moe);
        families.put("kimi_linear", DeltaFamilies::kimiLinear);
        families.put("lfm2", LfmFamilies::lfm2);
        families.put("lfm2_moe", LfmFamilies::lfm2Moe);
        families.put("lfm3", LfmFamilies::lfm3);
        families.put("deepseek_v2", LatentFamilies::deepseekV2);
        families.put("deepseek_v3", LatentFamilies::deepseekV3);
        families.put("minicpm3", LatentFamilies::minicpm3);
        families.put("zaya", ZayaFamily::describe);
    }
}
