package org.dhurandhar.runtime;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.dhurandhar.model.Role;
import org.dhurandhar.model.Tensor;
import org.dhurandhar.report.Bytes;

/// What changes in llama.cpp's memory with the backend and the operating system.
final class LlamaPlatform implements Allocator {
    private static final long PAGE = 4096;
    private static final double NPU_LOW = 0.85;
    private static final double NPU_HIGH = 1.15;

    private final Runtime runtime;
    private final Allocator cpu;
    private final IdentityHashMap<List<Tensor>, List<Tensor>> headed = new IdentityHashMap<>();
    private final LlamaProfile profile;

    LlamaPlatform(Runtime runtime, Allocator cpu, LlamaProfile profile) {
        this.runtime = runtime;
        this.cpu = cpu;
        this.profile = profile;
    }

    @Override
    public long shortestAlike(Request request) {
        return cpu.shortestAlike(request);
    }

    @Override
    public Allocation allocate(Request request) {
        runtime.checkBackend(request.backend());
        return switch (request.backend()) {
            case "gpu" -> gpu(cpu.allocate(unpacked(request)), request.platform());
            case "npu" -> npu(cpu.allocate(request), request.platform());
            default ->
                    request.platform().apple()
                            ? apple(cpu.allocate(request))
                            : cpu.allocate(request);
        };
    }

    /// The GPU reads weights as the file has them.
    private static Request unpacked(Request request) {
        var options = new HashMap<>(request.options());
        options.put("repack", "false");
        return new Request(
                request.context(),
                request.quant(),
                request.kvK(),
                request.kvV(),
                request.backend(),
                request.slots(),
                request.ubatch(),
                Map.copyOf(options),
                request.platform());
    }

    /// Clean file pages do not count (phys_footprint).
    private static Allocation apple(Allocation on) {
        var holdings = new Holdings(on);
        long pages = pages(on.mapped()) + on.libraries();
        holdings.peak =
                new Range(
                        Math.max(0, on.peak().low() - pages),
                        Math.max(0, on.peak().expected() - pages),
                        Math.max(0, on.peak().high() - pages));
        holdings.notes.add(
                "this system does not count clean file pages: "
                        + Bytes.exact(pages)
                        + " bytes that are resident do not show");
        return holdings.allocation();
    }

    private static Allocation npu(Allocation on, Platform platform) {
        var holdings = new Holdings(platform.apple() ? apple(on) : on);
        var peak = holdings.peak;
        holdings.peak =
                new Range(
                        Math.round(peak.low() * NPU_LOW),
                        peak.expected(),
                        Math.round(peak.high() * NPU_HIGH));
        holdings.notes.add(
                "the neural unit was not measured: its copies of weights are counted like those of a"
                        + " CPU that repacks");
        return holdings.allocation();
    }

    private Allocation gpu(Allocation on, Platform platform) {
        var holdings = new Holdings(on);
        var driver = profile.gpuDriver().of(1);
        holdings.extra("GPU driver", driver.expected(), Residence.ANONYMOUS, "inside the process");
        holdings.touched = on.compute().expected();
        holdings.notes.add(
                "memory on a GPU was not measured: buffers are those of the CPU's graph, the driver's"
                        + " memory is an estimate");
        return platform.apple() ? metal(holdings, driver) : uploaded(holdings, platform, driver);
    }

    /// Metal maps the file into the GPU: no second copy, but the buffers count; weights that are
    /// read and not mapped count as they do without it.
    private static Allocation metal(Holdings holdings, Range driver) {
        long file = holdings.mapped > 0 ? pages(holdings.mapped) : 0;
        var anonymous = anonymous(holdings).plus(driver);
        long uploaded = 0;
        for (var tensor : holdings.tensors) {
            uploaded += Offloaded.table(tensor.role()) ? 0 : tensor.bytes();
        }
        uploaded = Math.min(uploaded, file);
        holdings.peak =
                new Range(
                        anonymous.low(), anonymous.expected() + uploaded, anonymous.high() + file);
        if (file > 0) {
            holdings.notes.add(
                    "Metal maps the file into the GPU without a copy; whether its pages count was"
                            + " not found out: the range is from none to all");
        }
        return holdings.allocation();
    }

    /// Others copy everything but the tables that rows are looked up in; a tied embedding is kept
    /// for look-ups and uploaded as the head.
    private Allocation uploaded(Holdings holdings, Platform platform, Range driver) {
        holdings.tensors = withHead(holdings.tensors);
        holdings.offloaded = Offloaded.ALL_BUT_TABLES;
        long host = 0;
        for (var tensor : holdings.tensors) {
            host += Offloaded.table(tensor.role()) ? tensor.bytes() : 0;
        }
        boolean mapped = holdings.mapped > 0;
        holdings.mapped = mapped ? host : 0;
        holdings.heap = mapped ? 0 : host;
        long buffers = holdings.kvFull + holdings.kvSliding + holdings.state + holdings.touched;
        long pages = holdings.libraries + pages(holdings.mapped);
        var process = anonymous(holdings).plus(driver).plus(pages);
        holdings.peak =
                new Range(
                        process.low() - buffers,
                        process.expected() - buffers,
                        process.high() - buffers);
        if (platform.ownGpuMemory()) {
            holdings.gpu = holdings.onDevice();
        } else {
            holdings.notes.add(Offloaded.SHARED);
        }
        return holdings.allocation();
    }

    /// The tensors with a head; the same list for the same list.
    private List<Tensor> withHead(List<Tensor> tensors) {
        return headed.computeIfAbsent(tensors, LlamaPlatform::headed);
    }

    private static List<Tensor> headed(List<Tensor> tensors) {
        Tensor embedding = null;
        for (var tensor : tensors) {
            if (tensor.role() == Role.HEAD) {
                return tensors;
            }
            if (tensor.role() == Role.TOKEN_EMBEDDING) {
                embedding = tensor;
            }
        }
        if (embedding == null) {
            return tensors;
        }
        var all = new ArrayList<Tensor>(tensors);
        all.add(new Tensor("output.weight", embedding.shape(), Role.HEAD, -1, embedding.format()));
        return List.copyOf(all);
    }

    /// What is no file page, without the driver.
    private static Range anonymous(Holdings holdings) {
        return holdings.compute.plus(
                holdings.heap
                        + holdings.kvFull
                        + holdings.kvSliding
                        + holdings.state
                        + holdings.output
                        + holdings.base
                        + holdings.checkpoints
                        + holdings.scratch);
    }

    private static long pages(long bytes) {
        return (bytes + PAGE - 1) / PAGE * PAGE;
    }
}
