package org.dhurandhar.runtime;

import java.util.ArrayList;
import java.util.List;
import org.dhurandhar.document.MapNode;
import org.dhurandhar.model.Model;
import org.dhurandhar.model.WeightFormat;
import org.jspecify.annotations.Nullable;

/// The reference library on PyTorch.
final class TransformersRuntime implements Runtime {
    private static final String HELP = "rename it, or see ./dhurandhar runtimes transformers";
    private static final List<String> OWN =
            List.of(
                    "prompt",
                    "base_bytes",
                    "feed_forward_rows",
                    "hidden_rows",
                    "driver_bytes",
                    "context_bytes");
    private static final List<FileRecipe> RECIPES =
            List.of(
                    plain("f32", 32, WeightFormat.F32),
                    plain("bf16", 16, WeightFormat.BF16),
                    plain("f16", 0, WeightFormat.F16),
                    quantised("int8", 8, WeightFormat.LLM_INT8),
                    quantised("nf4", 4, WeightFormat.NF4));

    private final Numbers numbers;

    /// The numbers of the profile.
    ///
    /// @param prompt tokens of the prompt, computed at once
    /// @param base Python, PyTorch and the library, in bytes
    /// @param feedForwardRows rows of the widest feed-forward width for each token of the prompt
    /// @param hiddenRows the same of the blocks' width
    /// @param driver host memory of the GPU's libraries, in bytes
    /// @param context device memory of the GPU's context, in bytes
    record Numbers(
            String name,
            String version,
            Basis basis,
            List<Efficiency> speed,
            int prompt,
            Spread base,
            Spread feedForwardRows,
            Spread hiddenRows,
            Spread driver,
            Spread context) {}

    private TransformersRuntime(Numbers numbers) {
        this.numbers = numbers;
    }

    static TransformersRuntime of(MapNode yaml) {
        var fields = new ArrayList<>(Basis.FIELDS);
        fields.addAll(OWN);
        yaml.onlyKeys(fields, HELP);
        return new TransformersRuntime(
                new Numbers(
                        yaml.text("name"),
                        yaml.text("version"),
                        Basis.of(yaml),
                        Efficiency.of(yaml),
                        Tokens.of(yaml, "prompt"),
                        Spread.of(yaml, "base_bytes"),
                        Spread.of(yaml, "feed_forward_rows"),
                        Spread.of(yaml, "hidden_rows"),
                        Spread.of(yaml, "driver_bytes"),
                        Spread.of(yaml, "context_bytes")));
    }

    private static FileRecipe plain(String name, int bits, WeightFormat format) {
        return new FileRecipe(name, bits, format, format, format, format, null);
    }

    /// The head and the tables stay in 16 bits.
    private static FileRecipe quantised(String name, int bits, WeightFormat matrices) {
        var rest = WeightFormat.BF16;
        return new FileRecipe(name, bits, matrices, rest, rest, rest, null);
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
        return "a batch of 1, a prompt of %d tokens, bf16".formatted(numbers.prompt());
    }

    @Override
    public List<String> backends() {
        return List.of("cpu", "gpu");
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
        return named(quant == null ? "bf16" : quant).name();
    }

    static FileRecipe named(String quant) {
        return FileRecipe.find(RECIPES, quant, "transformers");
    }

    @Override
    public void checkOption(String name, String value) {
        throw Refused.noOption(this, name);
    }

    @Override
    public Allocator allocator(Model model) {
        return new TransformersAllocator(this, numbers, model);
    }
}
