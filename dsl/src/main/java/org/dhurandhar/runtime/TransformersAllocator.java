package org.dhurandhar.runtime;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dhurandhar.model.Model;
import org.dhurandhar.model.Tensor;
import org.dhurandhar.model.WeightFormat;

/// What transformers holds for one model: weights on the heap or on the GPU, a cache that grows,
/// the prompt's activations.
final class TransformersAllocator implements Allocator {
    private static final int FLOAT = 4;

    private final TransformersRuntime runtime;
    private final TransformersRuntime.Numbers numbers;
    private final Model model;
    private final TextWeights weights;
    private final Map<String, List<Tensor>> stored = new HashMap<>();

    TransformersAllocator(
            TransformersRuntime runtime, TransformersRuntime.Numbers numbers, Model model) {
        this.runtime = runtime;
        this.numbers = numbers;
        this.model = model;
        weights = TextWeights.of(model, numbers.name());
    }

    @Override
    public Allocation allocate(Request request) {
        runtime.checkBackend(request.backend());
        var recipe = TransformersRuntime.named(runtime.recipe(model, request.quant()));
        var type = recipe.vectors();
        Refused.otherCache(request, numbers.name(), type);
        int sequences = Math.max(1, request.slots());
        int prompt =
                (int)
                        Math.min(
                                request.ubatch() > 0 ? request.ubatch() : numbers.prompt(),
                                request.context());
        var word = type.label().toLowerCase(Locale.ROOT);
        var holdings =
                new Holdings(
                        new Allocation.Settings(
                                Math.multiplyExact(request.context(), sequences),
                                recipe.name(),
                                word,
                                word,
                                numbers.name(),
                                request.backend(),
                                sequences,
                                prompt,
                                Map.of()));
        holdings.tensors = stored.computeIfAbsent(recipe.name(), n -> recipe.apply(weights));
        long bytes = TextWeights.bytes(holdings.tensors);
        var caches = TokenCaches.of(model.layers(), request.context(), true, sequences, type);
        holdings.caches(caches);
        var activations = activations(type, Math.multiplyExact(prompt, sequences));
        holdings.compute = activations;
        holdings.touched = activations.expected();
        holdings.output = Math.multiplyExact(weights.vocabulary() * FLOAT, sequences);
        holdings.scratch = 2 * caches.widest();
        holdings.encoders = Residence.ANONYMOUS;
        var base = numbers.base().of(1);
        holdings.base = base.expected();
        var model = activations.plus(caches.bytes() + bytes + holdings.output + holdings.scratch);
        if (request.backend().equals("gpu")) {
            gpu(holdings, request.platform(), base, model);
        } else {
            holdings.heap = bytes;
            holdings.peak = base.plus(model);
        }
        holdings.notes.add("this runtime was not measured: its constants are estimates");
        holdings.efficiency = Efficiency.find(numbers.speed(), request.backend());
        return holdings.allocation();
    }

    private void gpu(Holdings holdings, Platform platform, Range base, Range model) {
        holdings.offloaded = Offloaded.ALL;
        var driver = numbers.driver().of(1);
        var context = numbers.context().of(1);
        holdings.extra(
                "GPU libraries", driver.expected(), Residence.ANONYMOUS, "inside the process");
        if (platform.ownGpuMemory()) {
            holdings.extra("GPU context", context.expected(), Residence.GPU, "on the device");
            holdings.extra(
                    "cache being extended",
                    holdings.scratch,
                    Residence.GPU,
                    "old and new tensor of one layer");
            holdings.extra("logits", holdings.output, Residence.GPU, "on the device");
            holdings.scratch = 0;
            holdings.output = 0;
            holdings.encoders = Residence.GPU;
            holdings.gpu = holdings.onDevice();
            holdings.peak = base.plus(driver);
        } else {
            holdings.peak = platform.apple() ? base.plus(driver).plus(model) : base.plus(driver);
            if (!platform.apple()) {
                holdings.notes.add(Offloaded.SHARED);
            }
        }
    }

    /// Rows that the forward pass of a prompt holds at once.
    private Range activations(WeightFormat type, int tokens) {
        double value = (double) type.blockBytes() * tokens;
        return numbers.feedForwardRows()
                .of(value * Offloaded.feedForward(weights))
                .plus(numbers.hiddenRows().of(value * weights.hidden()));
    }
}
