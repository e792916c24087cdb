package org.dhurandhar.runtime;

import java.util.List;
import org.dhurandhar.document.MapNode;
import org.dhurandhar.model.Model;
import org.dhurandhar.model.Origin;
import org.dhurandhar.model.Recipe;
import org.jspecify.annotations.Nullable;

/// llama.cpp: as its server, or through the library.
final class LlamaRuntime implements Runtime {
    private static final List<String> BACKENDS = List.of("cpu", "gpu", "npu");
    private static final int USUAL_BITS = 4;

    private final LlamaProfile profile;

    private LlamaRuntime(LlamaProfile profile) {
        this.profile = profile;
    }

    static LlamaRuntime of(MapNode yaml) {
        return new LlamaRuntime(LlamaProfile.of(yaml));
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
    public List<String> backends() {
        return BACKENDS;
    }

    @Override
    public Basis basis() {
        return profile.basis();
    }

    @Override
    public String defaults() {
        return "%d %s, ubatch %d, batch %d"
                .formatted(
                        profile.slots(),
                        profile.slots() == 1 ? "slot" : "slots",
                        profile.microBatch(),
                        profile.batch());
    }

    @Override
    public List<String> recipes() {
        return Recipe.all().stream().map(Recipe::name).toList();
    }

    @Override
    public String recipe(Model model, @Nullable String quant) {
        if (quant == null) {
            return model.facts().origin() == Origin.GGUF
                    ? "file"
                    : Recipe.forBits(USUAL_BITS).name();
        }
        return recipe(quant).name();
    }

    @Override
    public List<String> options() {
        return LlamaOptions.NAMES;
    }

    @Override
    public void checkQuant(String recipe) {
        recipe(recipe);
    }

    @Override
    public void checkOption(String name, String value) {
        LlamaOptions.check(name, value);
    }

    static Recipe recipe(String name) {
        if (!name.isEmpty()
                && name.length() <= 3
                && name.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Recipe.forBits(Integer.parseInt(name));
        }
        return Recipe.named(name);
    }

    @Override
    public Allocator allocator(Model model) {
        return new LlamaPlatform(this, new LlamaAllocator(profile, model), profile);
    }
}
