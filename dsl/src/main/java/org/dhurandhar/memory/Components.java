package org.dhurandhar.memory;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.dhurandhar.model.Encoder;
import org.dhurandhar.model.Model;
import org.dhurandhar.model.Role;
import org.dhurandhar.model.Tensor;
import org.dhurandhar.runtime.Allocation;

/// Sorts what a runtime allocates into rows with a residence class (anonymous: cannot be dropped;
/// hot: read for every token; warm: read in part).
final class Components {
    private static final int ENCODER_BYTES_PER_PARAMETER = 2;

    private final Model model;
    private final Allocation allocation;
    private final boolean keepAudio;
    private final List<Component> rows = new ArrayList<>();

    Components(Model model, Allocation allocation, boolean keepAudio) {
        this.model = model;
        this.allocation = allocation;
        this.keepAudio = keepAudio;
    }

    List<Component> list() {
        caches();
        weights();
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
        add(
                "KV cache, full",
                allocation.kvFull(),
                Residence.ANONYMOUS,
                kv,
                "layers that attend to the whole context");
        add(
                "KV cache, windows",
                allocation.kvSliding(),
                Residence.ANONYMOUS,
                kv,
                "layers with a sliding window");
        add(
                "recurrent state",
                allocation.state(),
                Residence.ANONYMOUS,
                "f32",
                settings.slots() + " sequences; does not grow with the context");
        add(
                "output buffer",
                allocation.output(),
                Residence.ANONYMOUS,
                "f32",
                "logits of " + settings.slots() + " sequences");
        if (allocation.mapped() > 0) {
            add(
                    "repacked weights",
                    allocation.repack(),
                    Residence.ANONYMOUS,
                    "",
                    "second copy in the processor's own layout");
        }
        add(
                "compute buffer, touched",
                allocation.touched(),
                Residence.ANONYMOUS,
                "f32",
                "of %,d bytes reserved".formatted(allocation.compute().expected()));
        add(
                "context checkpoints",
                allocation.checkpoints(),
                Residence.ANONYMOUS,
                kv,
                "copies of windows that the server keeps");
        add(
                "runtime",
                allocation.base(),
                Residence.ANONYMOUS,
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

    private enum Group {
        BLOCKS("blocks", Residence.HOT, "read for every token"),
        STATES("state-space and convolution blocks", Residence.HOT, "read for every token"),
        HEAD("output head", Residence.HOT, "read for every token"),
        TIED("token embedding = output head", Residence.HOT, "tied: read whole for every token"),
        EMBEDDING("token embedding", Residence.WARM, "one row for each token"),
        PLE_TABLE("per-layer embedding table", Residence.WARM, "one row a layer for each token"),
        PLE_PROJECTION("per-layer embedding projections", Residence.HOT, "read for every token"),
        EXPERTS("MoE experts", Residence.WARM, "routed: a token reads the experts it is sent to"),
        SHARED("MoE router and shared experts", Residence.HOT, "read for every token"),
        COPIED(
                "file pages of repacked weights",
                Residence.WARM,
                "not read again once the copy is made"),
        OTHER(
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

    private void weights() {
        var sums = new EnumMap<Group, Long>(Group.class);
        var formats = new EnumMap<Group, Set<String>>(Group.class);
        boolean mapped = allocation.mapped() > 0;
        boolean untied = allocation.tensors().stream().anyMatch(t -> t.role() == Role.HEAD);
        for (var tensor : allocation.tensors()) {
            var group =
                    mapped && allocation.copied().contains(tensor.name())
                            ? Group.COPIED
                            : group(tensor, untied);
            sums.merge(group, tensor.bytes(), Long::sum);
            var format = tensor.format();
            if (format != null && tensor.shape().size() > 1) {
                formats.computeIfAbsent(group, g -> new LinkedHashSet<>()).add(format.label());
            }
        }
        for (var entry : sums.entrySet()) {
            var group = entry.getKey();
            if (group != Group.COPIED) {
                add(
                        group.title,
                        entry.getValue(),
                        mapped ? group.residence : Residence.ANONYMOUS,
                        String.join(", ", formats.getOrDefault(group, Set.of())),
                        mapped ? group.note : "read to the heap");
            }
        }
        if (mapped) {
            long copied = sums.getOrDefault(Group.COPIED, 0L);
            rest(
                    copied,
                    allocation.mapped() - allocation.weights(),
                    formats.getOrDefault(Group.COPIED, Set.of()));
        }
    }

    /// What is left of the mapped range: pages of weights that were copied, and gaps.
    private void rest(long copied, long gaps, Set<String> formats) {
        if (copied == 0) {
            add(
                    "file padding",
                    gaps,
                    Residence.HOT,
                    "",
                    "gaps between tensors in the mapped range");
        } else {
            var group = Group.COPIED;
            add(
                    group.title,
                    copied + gaps,
                    group.residence,
                    String.join(", ", formats),
                    group.note);
        }
    }

    private static Group group(Tensor tensor, boolean untied) {
        return switch (tensor.role()) {
            case TOKEN_EMBEDDING -> untied ? Group.EMBEDDING : Group.TIED;
            case POSITION_EMBEDDING -> Group.EMBEDDING;
            case PLE_TABLE -> Group.PLE_TABLE;
            case PLE_PROJECTION -> Group.PLE_PROJECTION;
            case HEAD -> Group.HEAD;
            case NORM, ATTENTION, FFN -> Group.BLOCKS;
            case EXPERT -> Group.EXPERTS;
            case SHARED_EXPERT, ROUTER -> Group.SHARED;
            case MIXER -> Group.STATES;
            case VISION, AUDIO, OTHER -> Group.OTHER;
        };
    }

    private void encoders() {
        for (var encoder : model.facts().encoders()) {
            if (encoder.kind().equals("audio") && keepAudio) {
                add(
                        name(encoder),
                        bytes(encoder),
                        Residence.WARM,
                        "F16",
                        encoder.source() + ", " + encoder.confidence().word() + " confidence");
            }
        }
    }

    static String name(Encoder encoder) {
        return encoder.kind() + " encoder";
    }

    static long bytes(Encoder encoder) {
        return encoder.parameters() * ENCODER_BYTES_PER_PARAMETER;
    }

    private void add(String name, long bytes, Residence residence, String format, String note) {
        if (bytes != 0) {
            rows.add(new Component(name, bytes, residence, format, note));
        }
    }
}
