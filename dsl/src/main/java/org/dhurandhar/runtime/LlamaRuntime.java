package org.dhurandhar.runtime;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dhurandhar.DhurandharException;
import org.dhurandhar.document.MapNode;
import org.dhurandhar.model.GgufLayout;
import org.dhurandhar.model.Model;
import org.dhurandhar.model.Origin;
import org.dhurandhar.model.Recipe;
import org.dhurandhar.model.Tensor;
import org.dhurandhar.model.WeightFormat;
import org.jspecify.annotations.Nullable;

/// llama.cpp on the CPU: as its server, or through the library.
final class LlamaRuntime implements Runtime {
    private static final List<String> BACKENDS = List.of("cpu");
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
    public List<String> options() {
        return LlamaOptions.NAMES;
    }

    @Override
    public void checkQuant(String recipe) {
        recipe(recipe);
    }

    @Override
    public void checkBackend(String backend) {
        if (!BACKENDS.contains(backend)) {
            throw DhurandharException.unknownName("backend", backend, BACKENDS, "--backend cpu");
        }
    }

    @Override
    public void checkOption(String name, String value) {
        LlamaOptions.check(name, value);
    }

    private static Recipe recipe(String name) {
        if (name.length() <= 3 && name.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Recipe.forBits(Integer.parseInt(name));
        }
        return Recipe.named(name);
    }

    @Override
    public Allocation allocate(Model model, Request request) {
        var file = model.gguf();
        var quant = request.quant();
        boolean own = quant == null && model.facts().origin() == Origin.GGUF;
        var recipe = quant == null ? Recipe.forBits(USUAL_BITS) : recipe(quant);
        List<Tensor> tensors = own ? file.tensors() : recipe.apply(file);
        var stored = new GgufLayout(file.architecture(), file.metadata(), tensors);
        var settings = settings(request);
        var memory = LlamaMemory.of(stored, settings, profile);
        return null;
    }
}
