package org.dhurandhar.runtime;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dhurandhar.model.Model;
import org.dhurandhar.model.Role;
import org.dhurandhar.model.Tensor;
import org.dhurandhar.model.WeightFormat;

/// What ExecuTorch holds for one model: all weights once, on the heap or locked; a cache of the
/// whole context in 32 bits; memory planned at export.
final class ExecuTorchAllocator implements Allocator {
    private static final long RANK = 16;
    private static final int FLOAT = 4;

    private final ExecuTorchRuntime runtime;
    private final ExecuTorchRuntime.Numbers numbers;
    private final Model model;
    private final TextWeights weights;
    private final Map<String, List<Tensor>> stored = new HashMap<>();

    ExecuTorchAllocator(ExecuTorchRuntime runtime, ExecuTorchRuntime.Numbers numbers, Model model) {
        this.runtime = runtime;
        this.numbers = numbers;
        this.model = model;
        weights = TextWeights.of(model, numbers.name());
    }

    @Override
    public Allocation allocate(Request request) {
        runtime.checkBackend(request.backend());
        Refused.severalSlots(request, numbers.name());
        Refused.otherCache(request, numbers.name(), WeightFormat.F32);
        var quant = runtime.recipe(model, request.quant());
        int sequence =
                (int)
                        Math.min(
                                request.ubatch() > 0 ? request.ubatch() : numbers.sequence(),
                                request.context());
        var holdings =
                new Holdings(
                        new Allocation.Settings(
                                request.context(),
                                quant,
                                "f32",
                                "f32",
                                numbers.name(),
                                request.backend(),
                                1,
                                sequence,
                                Map.of()));
        holdings.tensors = stored.computeIfAbsent(quant, this::store);
        holdings.heap = TextWeights.bytes(holdings.tensors);
        var caches = TokenCaches.of(model.layers(), request.context(), false, 1, WeightFormat.F32);
        holdings.caches(caches);
        var plan = numbers.planRows().of((double) sequence * weights.hidden() * FLOAT);
        holdings.compute = plan;
        holdings.touched = plan.expected();
        var base = numbers.base().of(1);
        holdings.base = base.expected();
        holdings.peak = base.plus(plan).plus(caches.bytes() + holdings.heap);
        if (quant.equals(ExecuTorchRuntime.LORA)) {
            var adapters = numbers.adapters().of(1);
            holdings.extra(
                    "beside adapters",
                    adapters.expected(),
                    Residence.ANONYMOUS,
                    "seen with QAT+LoRA programs; whose it is was not found out");
            holdings.peak = holdings.peak.plus(adapters);
        }
        holdings.encoders = null;
        holdings.efficiency = Efficiency.find(numbers.speed(), request.backend());
        return holdings.allocation();
    }

    private List<Tensor> store(String quant) {
        var tensors = ExecuTorchRuntime.named(quant).apply(weights);
        if (!quant.equals(ExecuTorchRuntime.LORA)) {
            return List.copyOf(tensors);
        }
        var adapted = new ArrayList<Tensor>();
        for (var tensor : tensors) {
            adapted.add(tensor);
            boolean projection = tensor.role() == Role.ATTENTION || tensor.role() == Role.FFN;
            if (projection && tensor.shape().size() == 2) {
                adapted.add(adapter(tensor));
            }
        }
        return List.copyOf(adapted);
    }

    /// The two factors of an adapter as one tensor.
    private static Tensor adapter(Tensor tensor) {
        long both = tensor.shape().getFirst() + tensor.shape().getLast();
        return new Tensor(
                tensor.name() + ".adapter",
                List.of(RANK, both),
                tensor.role(),
                tensor.layer(),
                WeightFormat.F32);
    }
}
