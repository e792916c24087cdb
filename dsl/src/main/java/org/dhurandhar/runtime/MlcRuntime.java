package org.dhurandhar.runtime;

import java.util.ArrayList;
import java.util.List;
import org.dhurandhar.document.MapNode;
import org.dhurandhar.model.Model;
import org.dhurandhar.model.WeightFormat;
import org.jspecify.annotations.Nullable;

/// MLC-LLM: compiled libraries for GPUs.
final class MlcRuntime implements Runtime {
    private static final String HELP = "rename it, or see ./dhurandhar runtimes mlc";
    private static final List<String> OWN =
            List.of(
                    "chunk",
                    "page",
                    "base_bytes",
                    "driver_bytes",
                    "feed_forward_rows",
                    "hidden_rows");
    private static final List<FileRecipe> RECIPES =
            List.of(
                    recipe("q0f16", 16, WeightFormat.F16),
                    recipe("q4f16_1", 4, WeightFormat.MLC_Q4F16_1));

    private final Numbers numbers;

    /// The numbers of the profile.
    ///
    /// @param chunk tokens of a prompt that are computed at once
    /// @param page tokens of a page of the cache
    /// @param base the process, in bytes
    /// @param driver memory of the GPU's driver inside the process, in bytes
    /// @param feedForwardRows rows of the widest feed-forward width for each token of a chunk
    /// @param hiddenRows the same of the blocks' width
    record Numbers(
            String name,
            String version,
            Basis basis,
            List<Efficiency> speed,
            int chunk,
            int page,
            Spread base,
            Spread driver,
            Spread feedForwardRows,
            Spread hiddenRows) {}

    private MlcRuntime(Numbers numbers) {
        this.numbers = numbers;
    }

    static MlcRuntime of(MapNode yaml) {
        var fields = new ArrayList<>(Basis.FIELDS);
        fields.addAll(OWN);
        yaml.onlyKeys(fields, HELP);
        return new MlcRuntime(
                new Numbers(
                        yaml.text("name"),
                        yaml.text("version"),
                        Basis.of(yaml),
                        Efficiency.of(yaml),
                        Tokens.of(yaml, "chunk"),
                        Tokens.of(yaml, "page"),
                        Spread.of(yaml, "base_bytes"),
                        Spread.of(yaml, "driver_bytes"),
                        Spread.of(yaml, "feed_forward_rows"),
                        Spread.of(yaml, "hidden_rows")));
    }

    private static FileRecipe recipe(String name, int bits, WeightFormat format) {
        return new FileRecipe(name, bits, format, format, format, WeightFormat.F16, null);
    }

    @Override
    public String name() {
        return numbers.name();
    }

    @Override
    public String version() {
        return numbers.version();
    }

    @Override
    public Basis basis() {
        return numbers.basis();
    }

    @Override
    public String defaults() {
        return "1 slot, chunks of %d tokens".formatted(numbers.chunk());
    }

    @Override
    public List<String> backends() {
        return List.of("gpu");
    }

    @Override
    public List<String> recipes() {
        return FileRecipe.names(RECIPES);
    }

    @Override
    public List<String> options() {
        return List.of();
    }

    @Override
    public void checkQuant(String recipe) {
        named(recipe);
    }

    @Override
    public String recipe(Model model, @Nullable String quant) {
        return named(quant == null ? "4" : quant).name();
    }

    static FileRecipe named(String quant) {
        return FileRecipe.find(RECIPES, quant, "mlc");
    }

    @Override
    public void checkOption(String name, String value) {
        throw Refused.noOption(this, name);
    }

    @Override
    public Allocator allocator(Model model) {
        return new MlcAllocator(this, numbers, model);
    }
}
