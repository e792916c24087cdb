package org.dhurandhar.runtime;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dhurandhar.model.Model;
import org.dhurandhar.model.Tensor;
import org.dhurandhar.model.WeightFormat;

/// What MLC-LLM holds for one model: weights, a paged cache and a temporary buffer, all on the GPU.
final class MlcAllocator implements Allocator {
    private static final int HALF = 2;
    private static final int FLOAT = 4;

    private final MlcRuntime runtime;
    private final MlcRuntime.Numbers numbers;
    private final Model model;
    private final TextWeights weights;
    private final Map<String, List<Tensor>> stored = new HashMap<>();

    MlcAllocator(MlcRuntime runtime, MlcRuntime.Numbers numbers, Model model) {
        this.runtime = runtime;
        this.numbers = numbers;
        this.model = model;
        weights = TextWeights.of(model, numbers.name());
    }

    /// The cache grows by pages; short contexts also bound the chunk of a prompt.
    @Override
    public long shortestAlike(Request request) {
        long context = request.context();
        long chunk = request.ubatch() > 0 ? request.ubatch() : numbers.chunk();
        long page = numbers.page();
        return context <= chunk ? context : Math.max(chunk, (context - 1) / page * page + 1);
    }

    @Override
    public Allocation allocate(Request request) {
        runtime.checkBackend(request.backend());
        Refused.otherCache(request, numbers.name(), WeightFormat.F16);
        var quant = runtime.recipe(model, request.quant());
        int sequences = Math.max(1, request.slots());
        int chunk =
                (int)
                        Math.min(
                                request.ubatch() > 0 ? request.ubatch() : numbers.chunk(),
                                request.context());
        var holdings =
                new Holdings(
                        new Allocation.Settings(
                                Math.multiplyExact(request.context(), sequences),
                                quant,
                                "f16",
                                "f16",
                                numbers.name(),
                                request.backend(),
                                sequences,
                                chunk,
                                Map.of()));
        holdings.tensors = stored.computeIfAbsent(quant, q -> MlcRuntime.named(q).apply(weights));
        holdings.offloaded = Offloaded.ALL;
        long page = numbers.page();
        long cells = (request.context() + page - 1) / page * page;
        var caches = TokenCaches.of(model.layers(), cells, false, sequences, WeightFormat.F16);
        holdings.caches(caches);
        double value = (double) HALF * chunk;
        var temporary =
                numbers.feedForwardRows()
                        .of(value * Offloaded.feedForward(weights))
                        .plus(numbers.hiddenRows().of(value * weights.hidden()));
        holdings.compute = temporary;
        holdings.touched = temporary.expected();
        holdings.output = Math.multiplyExact(weights.vocabulary() * FLOAT, sequences);
        var base = numbers.base().of(1);
        holdings.base = base.expected();
        var driver = numbers.driver().of(1);
        holdings.extra("GPU driver", driver.expected(), Residence.ANONYMOUS, "inside the process");
        var device =
                temporary.plus(
                        caches.bytes() + TextWeights.bytes(holdings.tensors) + holdings.output);
        holdings.peak = base.plus(driver);
        if (request.platform().ownGpuMemory()) {
            holdings.extra("logits", holdings.output, Residence.GPU, "on the device");
            holdings.output = 0;
            holdings.gpu = holdings.onDevice();
        } else if (request.platform().apple()) {
            holdings.peak = holdings.peak.plus(device);
        } else {
            holdings.notes.add(Offloaded.SHARED);
        }
        holdings.encoders = null;
        holdings.notes.add("this runtime was not measured: its constants are estimates");
        holdings.efficiency = Efficiency.find(numbers.speed(), request.backend());
        return holdings.allocation();
    }
}
