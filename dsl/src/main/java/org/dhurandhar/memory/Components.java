package org.dhurandhar.memory;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.dhurandhar.model.Encoder;
import org.dhurandhar.model.EncoderFacts;
import org.dhurandhar.model.Model;
import org.dhurandhar.model.Role;
import org.dhurandhar.model.Tensor;
import org.dhurandhar.runtime.Allocation;
import org.dhurandhar.runtime.Residence;

/// Sorts what a runtime allocates into rows with a residence class (anonymous: cannot be dropped;
/// hot: read for every token; warm: read in part).
final class Components {
    private static final long PAGE = 4096;

    private final Model model;
    private final Allocation allocation;
    private final Set<Encoder> encoders;
    private final List<Component> rows = new ArrayList<>();

    Components(Model model, Allocation allocation, Set<Encoder> encoders) {
        this.model = model;
        this.allocation = allocation;
        this.encoders = encoders;
    }

    List<Component> list() {
        caches();
        weights();
        for (var extra : allocation.extras()) {
            add(extra.name(), extra.bytes(), extra.residence(), "", extra.note());
        }
        encoders();
        rows.sort((a, b) -> a.residence().compareTo(b.residence()));
        return rows;
    }

    private void caches() {
        var settings = allocation.settings();
        var kv =
                settings.kvK().equals(settings.kvV())
                        ? settings.kvK()
                        : settings.kvK() + ", " + settings.kvV();
        var slots = settings.slots() == 1 ? "1 sequence" : settings.slots() + " sequences";
        pinned(
                "KV cache, full",
                allocation.kvFull(),
                kv,
                "layers that attend to the whole context");
        pinned("KV cache, windows", allocation.kvSliding(), kv, "layers with a sliding window");
        pinned(
                "recurrent state",
                allocation.state(),
                "f32",
                slots + "; does not grow with the context");
        pinned("output buffer", allocation.output(), "f32", "logits of " + slots);
        pinned("compute buffer, touched", allocation.touched(), "f32", reserved());
        pinned(
                "context checkpoints",
                allocation.checkpoints(),
                "",
                "copies of windows and states that the server keeps to go back to");
        pinned(
                "runtime",
                allocation.base(),
                "",
                settings.runtime() + "'s own memory, vocabulary included");
        add("work buffer", allocation.scratch(), Residence.TRANSIENT, "", "during a request");
        add(
                "shared libraries",
                allocation.libraries(),
                Residence.HOT,
                "",
                "file pages of the runtime's code");
    }

    private String reserved() {
        var compute = allocation.compute();
        return compute.exact()
                ? "of %,d bytes reserved".formatted(compute.expected())
                : "of %,d to %,d bytes reserved".formatted(compute.low(), compute.high());
    }

    private enum Group {
        BLOCKS("blocks", Residence.HOT, "read for every token"),
        STATES("state-space and convolution blocks", Residence.HOT, "read for every token"),
        HEAD("output head", Residence.HOT, "read for every token"),
        TIED("token embedding = output head", Residence.HOT, "tied: read whole for every token"),
        EMBEDDING("token embedding", Residence.WARM, "one row for each token"),
        PLE_TABLE("per-layer embedding table", Residence.WARM, "one row a layer for each token"),
        PLE_PROJECTION("per-layer embedding projections", Residence.HOT, "read for every token"),
        EXPERTS("MoE experts", Residence.WARM, "routed: a token reads the experts it is sent to"),
        SHARED("shared experts", Residence.HOT, "read for every token"),
        ROUTER("MoE router", Residence.HOT, "read for every token"),
        COPIED(
                "file pages of repacked weights",
                Residence.WARM,
                "not read again once the copy is made"),
        COPIED_EXPERTS(
                "file pages of repacked MoE experts",
                Residence.WARM,
                "not read again once the copy is made"),
        OTHER("other weights", Residence.HOT, "taken to be read for every token"),
        UNATTRIBUTED(
                "unattributed",
                Residence.HOT,
                "not described by the source; taken to be read for every token");

        final String title;
        final Residence residence;
        final String note;

        Group(String title, Residence residence, String note) {
            this.title = title;
            this.residence = residence;
            this.note = note;
        }
    }

    /// Whether a row holds file pages that are not read again, so that the system may drop them.
    static boolean dropped(Component component) {
        return component.name().equals(Group.COPIED.title)
                || component.name().equals(Group.COPIED_EXPERTS.title);
    }

    /// File pages that every token reads where they are not copied: all but those of experts.
    static long pagesReadAgain(List<Component> components) {
        long sum = 0;
        for (var component : components) {
            if (component.name().equals(Group.COPIED.title)) {
                sum += component.bytes();
            }
        }
        return sum;
    }

    private void weights() {
        var sums = new EnumMap<Group, Long>(Group.class);
        var formats = new EnumMap<Group, Set<String>>(Group.class);
        boolean mapped = allocation.mapped() > 0;
        boolean untied = false;
        for (var tensor : allocation.tensors()) {
            untied |= tensor.role() == Role.HEAD;
        }
        for (var tensor : allocation.tensors()) {
            var group = group(tensor, untied, mapped);
            sums.merge(group, tensor.bytes(), Long::sum);
            var format = tensor.format();
            if (format != null) {
                formats.computeIfAbsent(group, g -> new LinkedHashSet<>()).add(format.label());
            }
        }
        long experts = sums.getOrDefault(Group.COPIED_EXPERTS, 0L);
        long copied = sums.getOrDefault(Group.COPIED, 0L) + experts;
        for (var entry : sums.entrySet()) {
            var group = entry.getKey();
            if (group != Group.COPIED && group != Group.COPIED_EXPERTS) {
                add(
                        group.title,
                        entry.getValue(),
                        mapped ? group.residence : Residence.ANONYMOUS,
                        names(group, formats),
                        mapped ? group.note : "read to the heap");
            }
        }
        if (mapped) {
            var layout = "second copy in the processor's own layout";
            pinned("repacked MoE experts", experts, names(Group.COPIED_EXPERTS, formats), layout);
            pinned(
                    "repacked weights",
                    allocation.repack() - experts,
                    names(Group.COPIED, formats),
                    layout);
            long pages = (allocation.mapped() + PAGE - 1) / PAGE * PAGE;
            rest(pages - allocation.weights() + copied, copied, experts, formats);
        }
    }

    /// What is left of the mapped range: pages of weights that were copied, and gaps.
    private void rest(long bytes, long copied, long experts, EnumMap<Group, Set<String>> formats) {
        if (copied == 0) {
            add("file padding", bytes, Residence.HOT, "", "gaps and page ends of the mapped range");
            return;
        }
        long theirs = Math.min(experts, bytes);
        page(Group.COPIED_EXPERTS, theirs, formats);
        page(Group.COPIED, bytes - theirs, formats);
    }

    private void page(Group group, long bytes, EnumMap<Group, Set<String>> formats) {
        add(group.title, bytes, group.residence, names(group, formats), group.note);
    }

    /// Formats of a group; F32 norms are left out where there are others.
    private static String names(Group group, EnumMap<Group, Set<String>> formats) {
        var names = formats.getOrDefault(group, Set.of());
        if (names.size() > 1) {
            var matrices = new LinkedHashSet<>(names);
            matrices.remove("F32");
            return String.join(", ", matrices);
        }
        return String.join(", ", names);
    }

    private Group group(Tensor tensor, boolean untied, boolean mapped) {
        if (mapped && allocation.copied().contains(tensor.name())) {
            return tensor.role() == Role.EXPERT ? Group.COPIED_EXPERTS : Group.COPIED;
        }
        return switch (tensor.role()) {
            case TOKEN_EMBEDDING -> untied ? Group.EMBEDDING : Group.TIED;
            case POSITION_EMBEDDING -> Group.EMBEDDING;
            case PLE_TABLE -> Group.PLE_TABLE;
            case PLE_PROJECTION -> Group.PLE_PROJECTION;
            case HEAD -> Group.HEAD;
            case NORM, ATTENTION, FFN -> Group.BLOCKS;
            case EXPERT -> Group.EXPERTS;
            case SHARED_EXPERT -> Group.SHARED;
            case ROUTER -> Group.ROUTER;
            case MIXER -> Group.STATES;
            case VISION, AUDIO, OTHER ->
                    tensor.name().startsWith("unattributed") ? Group.UNATTRIBUTED : Group.OTHER;
        };
    }

    private void encoders() {
        var residence = allocation.encoders();
        if (residence == null) {
            return;
        }
        for (var encoder : model.facts().encoders()) {
            if (encoders.contains(encoder.kind())) {
                add(
                        name(encoder),
                        encoder.bytes(),
                        residence,
                        "F16",
                        encoder.source() + ", " + encoder.confidence().word() + " confidence");
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
        if (bytes != 0) {
            rows.add(new Component(name, bytes, residence, format, note));
        }
    }
}
