package org.dhurandhar.runtime;

import java.util.List;
import org.dhurandhar.DhurandharException;
import org.dhurandhar.document.MapNode;
import org.dhurandhar.model.Model;
import org.dhurandhar.model.Recipe;

/// llama.cpp on the CPU: as its server, or through the library.
final class LlamaRuntime implements Runtime {
    private static final List<String> BACKENDS = List.of("cpu");

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
        return new LlamaAllocator(profile, model);
    }
}
