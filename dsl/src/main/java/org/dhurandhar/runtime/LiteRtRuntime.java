package org.dhurandhar.runtime;

import java.util.List;
import org.dhurandhar.document.MapNode;
import org.dhurandhar.model.Model;
import org.dhurandhar.model.WeightFormat;
import org.jspecify.annotations.Nullable;

/// LiteRT-LM: XNNPACK on the CPU, ML Drift on the GPU.
final class LiteRtRuntime implements Runtime {
    /// The published mix of 2, 4 and 8 bits.
    static final String MOBILE = "mobile";

    static final String CACHED = "cached";
    private static final List<String> BACKENDS = List.of("cpu", "gpu");
    private static final List<FileRecipe> RECIPES =
            List.of(
                    recipe("int8", 8, WeightFormat.LITERT_INT8_CHANNEL),
                    recipe("int4", 4, WeightFormat.LITERT_INT4_B32));

    private final LiteRtProfile profile;

    private LiteRtRuntime(LiteRtProfile profile) {
        this.profile = profile;
    }

    static LiteRtRuntime of(MapNode yaml) {
        return new LiteRtRuntime(LiteRtProfile.of(yaml));
    }

    /// Rows of a tied table are looked up in the file, and packed or uploaded as the head.
    private static FileRecipe recipe(String name, int bits, WeightFormat format) {
        return new FileRecipe(name, bits, format, format, format, WeightFormat.F32, format);
    }

    @Override
    public String name() {
        return profile.name();
    }

    @Override
    public String version() {
        return profile.version();
    }

    @Override
    public Basis basis() {
        return profile.basis();
    }

    @Override
    public String defaults() {
        return "1 slot, chunks of %d tokens, caches of %s tokens"
                .formatted(
                        profile.chunk(), profile.exports().toString().replaceAll("[\\[\\]]", ""));
    }

    @Override
    public List<String> backends() {
        return BACKENDS;
    }

    @Override
    public List<String> recipes() {
        return List.of("int8", "int4", MOBILE);
    }

    @Override
    public List<String> options() {
        return List.of(CACHED);
    }

    @Override
    public void checkQuant(String recipe) {
        if (!recipe.equalsIgnoreCase(MOBILE)) {
            named(recipe);
        }
    }

    @Override
    public String recipe(Model model, @Nullable String quant) {
        boolean usual = quant == null || quant.equals("4");
        if (usual && profile.build(model) != null) {
            return MOBILE;
        }
        if (quant != null && quant.equalsIgnoreCase(MOBILE)) {
            return MOBILE;
        }
        return named(quant == null ? "4" : quant).name();
    }

    static FileRecipe named(String quant) {
        return FileRecipe.find(RECIPES, quant, "litert-lm");
    }

    @Override
    public void checkOption(String name, String value) {
        if (!name.equals(CACHED)) {
            throw Refused.noOption(this, name);
        }
        Refused.noFlag(name, value);
    }

    @Override
    public Allocator allocator(Model model) {
        return new LiteRtAllocator(this, profile, model);
    }
}
