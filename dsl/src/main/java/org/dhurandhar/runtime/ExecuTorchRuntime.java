package org.dhurandhar.runtime;

import java.util.ArrayList;
import java.util.List;
import org.dhurandhar.document.MapNode;
import org.dhurandhar.model.Model;
import org.dhurandhar.model.WeightFormat;
import org.jspecify.annotations.Nullable;

/// ExecuTorch: a program exported for one model, run through XNNPACK.
final class ExecuTorchRuntime implements Runtime {
    static final String LORA = "8da4w+lora";
    private static final String HELP = "rename it, or see ./dhurandhar runtimes executorch";
    private static final List<String> OWN =
            List.of("sequence", "base_bytes", "plan_rows", "adapter_bytes");
    private static final List<FileRecipe> RECIPES =
            List.of(
                    plain("F32", 32, WeightFormat.F32),
                    plain("BF16", 16, WeightFormat.BF16),
                    quantised(LORA, 0),
                    quantised("8da4w", 4));

    private final Numbers numbers;

    /// The numbers of the profile.
    ///
    /// @param sequence tokens of a prompt that memory is planned for
    /// @param base tokenizer, runtime and program, in bytes
    /// @param planRows rows of the blocks' width, in 32 bits, for each token of the sequence
    /// @param adapters what programs with adapters hold besides, in bytes
    record Numbers(
            String name,
            String version,
            Basis basis,
            List<Efficiency> speed,
            int sequence,
            Spread base,
            Spread planRows,
            Spread adapters) {}

    private ExecuTorchRuntime(Numbers numbers) {
        this.numbers = numbers;
    }

    static ExecuTorchRuntime of(MapNode yaml) {
        var fields = new ArrayList<>(Basis.FIELDS);
        fields.addAll(OWN);
        yaml.onlyKeys(fields, HELP);
        return new ExecuTorchRuntime(
                new Numbers(
                        yaml.text("name"),
                        yaml.text("version"),
                        Basis.of(yaml),
                        Efficiency.of(yaml),
                        Tokens.of(yaml, "sequence"),
                        Spread.of(yaml, "base_bytes"),
                        Spread.of(yaml, "plan_rows"),
                        Spread.of(yaml, "adapter_bytes")));
    }

    private static FileRecipe plain(String name, int bits, WeightFormat format) {
        return new FileRecipe(name, bits, format, format, format, format, null);
    }

    private static FileRecipe quantised(String name, int bits) {
        var table = WeightFormat.EXECUTORCH_INT8_CHANNEL;
        return new FileRecipe(
                name,
                bits,
                WeightFormat.EXECUTORCH_8DA4W_G32,
                table,
                table,
                WeightFormat.F32,
                table);
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
        return "1 slot, memory planned for %d tokens at once".formatted(numbers.sequence());
    }

    @Override
    public List<String> backends() {
        return List.of("cpu");
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
        return FileRecipe.find(RECIPES, quant, "executorch");
    }

    @Override
    public void checkOption(String name, String value) {
        throw Refused.noOption(this, name);
    }

    @Override
    public Allocator allocator(Model model) {
        return new ExecuTorchAllocator(this, numbers, model);
    }
}
