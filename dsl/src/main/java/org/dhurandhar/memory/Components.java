package org.dhurandhar.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dhurandhar.model.Encoder;
import org.dhurandhar.model.EncoderFacts;
import org.dhurandhar.model.Model;
import org.dhurandhar.runtime.Allocation;
import org.dhurandhar.runtime.Residence;
import org.jspecify.annotations.Nullable;

/// Sorts what a runtime allocates into rows with a residence class (anonymous: cannot be dropped;
/// hot: read for every token; warm: read in part).
final class Components {
    private static final long PAGE = 4096;

    private final Model model;
    private final Allocation allocation;
    private final Set<Encoder> encoders;
    private final WeightSums weights;
    private final Map<WeightGroup, String> formats;

    /// Null where only sums are wanted: words cost more than all the rest.
    private final @Nullable List<Component> rows;

    private long anonymous;
    private long hot;
    private long warm;
    private long transientBytes;
    private long gpu;
    private long dropped;
    private long readAgain;
    private long pleStreamed;
    private long expertsStreamed;

    private Components(
            Model model,
            Allocation allocation,
            Set<Encoder> encoders,
            WeightSums weights,
            @Nullable List<Component> rows) {
        this.model = model;
        this.allocation = allocation;
        this.encoders = encoders;
        this.weights = weights;
        this.rows = rows;
        formats = rows == null ? Map.of() : weights.formats();
    }

    /// The sums alone.
    static Components sums(
            Model model, Allocation allocation, Set<Encoder> encoders, WeightSums weights) {
        var components = new Components(model, allocation, encoders, weights, null);
        components.add();
        return components;
    }

    /// The rows, anonymous first.
    static List<Component> rows(
            Model model, Allocation allocation, Set<Encoder> encoders, WeightSums weights) {
        var rows = new ArrayList<Component>();
        new Components(model, allocation, encoders, weights, rows).add();
        rows.sort((a, b) -> a.residence().compareTo(b.residence()));
        return List.copyOf(rows);
    }

    private void add() {
        caches();
        weights();
        for (var extra : allocation.extras()) {
            add(extra.name(), extra.bytes(), extra.residence(), "", extra.note());
        }
        encoders();
    }

    /// The sum of one residence class in bytes.
    long total(Residence residence) {
        return switch (residence) {
            case ANONYMOUS -> anonymous;
            case HOT -> hot;
            case WARM -> warm;
            case TRANSIENT -> transientBytes;
            case GPU -> gpu;
        };
    }

    /// File pages that are not read again, so that the system may drop them.
    long dropped() {
        return dropped;
    }

    /// The part of them that every token would read if there were no copies: all but experts.
    long readAgain() {
        return readAgain;
    }

    /// The per-layer embedding table's warm file pages.
    long pleStreamed() {
        return pleStreamed;
    }

    /// Routed experts' warm file pages.
    long expertsStreamed() {
        return expertsStreamed;
    }

    private void caches() {
        var settings = allocation.settings();
        var kv = worded() ? kv(settings) : "";
        var slots = worded() ? slots(settings.slots()) : "";
        var device = allocation.gpu() > 0 ? Residence.GPU : Residence.ANONYMOUS;
        add(
                "KV cache, full",
                allocation.kvFull(),
                device,
                kv,
                "layers that attend to the whole context");
        add(
                "KV cache, windows",
                allocation.kvSliding(),
                device,
                kv,
                "layers with a sliding window");
        add(
                "recurrent state",
                allocation.state(),
                device,
                "f32",
                worded() ? slots + "; does not grow with the context" : "");
        pinned("output buffer", allocation.output(), "f32", worded() ? "logits of " + slots : "");
        add(
                "compute buffer, touched",
                allocation.touched(),
                device,
                "f32",
                worded() ? reserved() : "");
        pinned(
                "context checkpoints",
                allocation.checkpoints(),
                "",
                "copies of windows and states that the server keeps to go back to");
        pinned(
                "runtime",
                allocation.base(),
                "",
                worded() ? settings.runtime() + "'s own memory, vocabulary included" : "");
        add("work buffer", allocation.scratch(), Residence.TRANSIENT, "", "during a request");
        add(
                "shared libraries",
                allocation.libraries(),
                Residence.HOT,
                "",
                "file pages of the runtime's code");
    }

    private boolean worded() {
        return rows != null;
    }

    private static String kv(Allocation.Settings settings) {
        return settings.kvK().equals(settings.kvV())
                ? settings.kvK()
                : settings.kvK() + ", " + settings.kvV();
    }

    private static String slots(int count) {
        return count == 1 ? "1 sequence" : count + " sequences";
    }

    private String reserved() {
        var compute = allocation.compute();
        return compute.exact()
                ? "of %,d bytes reserved".formatted(compute.expected())
                : "of %,d to %,d bytes reserved".formatted(compute.low(), compute.high());
    }

    private void weights() {
        boolean mapped = allocation.mapped() > 0;
        long uploaded = 0;
        for (var entry : weights.bytes().entrySet()) {
            var group = entry.getKey();
            if (group.offloaded(allocation.offloaded())) {
                uploaded += entry.getValue();
                add(
                        group.title,
                        entry.getValue(),
                        allocation.gpu() > 0 ? Residence.GPU : Residence.ANONYMOUS,
                        names(group),
                        "in a buffer of the GPU");
            } else if (group != WeightGroup.COPIED && group != WeightGroup.COPIED_EXPERTS) {
                add(
                        group.title,
                        entry.getValue(),
                        mapped ? group.residence : Residence.ANONYMOUS,
                        names(group),
                        mapped ? group.note : "read to the heap");
                streamed(group, mapped ? entry.getValue() : 0);
            }
        }
        if (mapped) {
            long experts = weights.bytes(WeightGroup.COPIED_EXPERTS);
            long copied = weights.bytes(WeightGroup.COPIED) + experts;
            var layout = "second copy in the processor's own layout";
            pinned("repacked MoE experts", experts, names(WeightGroup.COPIED_EXPERTS), layout);
            pinned(
                    "repacked weights",
                    allocation.repack() - experts,
                    names(WeightGroup.COPIED),
                    layout);
            long pages = (allocation.mapped() + PAGE - 1) / PAGE * PAGE;
            rest(pages - (weights.total() - uploaded) + copied, copied, experts);
        }
    }

    private void streamed(WeightGroup group, long bytes) {
        if (group == WeightGroup.PLE_TABLE) {
            pleStreamed += bytes;
        } else if (group == WeightGroup.EXPERTS) {
            expertsStreamed += bytes;
        }
    }

    /// What is left of the mapped range: pages of weights that were copied, and gaps.
    private void rest(long bytes, long copied, long experts) {
        if (copied == 0) {
            add("file padding", bytes, Residence.HOT, "", "gaps and page ends of the mapped range");
            return;
        }
        long theirs = Math.min(experts, bytes);
        dropped = bytes;
        readAgain = bytes - theirs;
        page(WeightGroup.COPIED_EXPERTS, theirs);
        page(WeightGroup.COPIED, bytes - theirs);
    }

    private void page(WeightGroup group, long bytes) {
        add(group.title, bytes, group.residence, names(group), group.note);
    }

    /// Formats of a group.
    private String names(WeightGroup group) {
        return formats.getOrDefault(group, "");
    }

    private void encoders() {
        var residence = allocation.encoders();
        if (residence == null) {
            return;
        }
        for (var encoder : model.facts().encoders()) {
            if (encoders.contains(encoder.kind())) {
                add(
                        worded() ? name(encoder) : "",
                        encoder.bytes(),
                        residence,
                        "F16",
                        worded()
                                ? encoder.source()
                                        + ", "
                                        + encoder.confidence().word()
                                        + " confidence"
                                : "");
            }
        }
    }

    static String name(EncoderFacts encoder) {
        return encoder.kind().word() + " encoder";
    }

    private void pinned(String name, long bytes, String format, String note) {
        add(name, bytes, Residence.ANONYMOUS, format, note);
    }

    private void add(String name, long bytes, Residence residence, String format, String note) {
        switch (residence) {
            case ANONYMOUS -> anonymous += bytes;
            case HOT -> hot += bytes;
            case WARM -> warm += bytes;
            case TRANSIENT -> transientBytes += bytes;
            case GPU -> gpu += bytes;
        }
        if (rows != null && bytes != 0) {
            rows.add(new Component(name, bytes, residence, format, note));
        }
    }
}
