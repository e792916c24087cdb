package org.dhurandhar.memory;

import java.util.Set;
import org.dhurandhar.model.Role;
import org.dhurandhar.model.Tensor;
import org.dhurandhar.runtime.Residence;

/// Weights that are read alike: one row of a footprint.
enum WeightGroup {
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

    WeightGroup(String title, Residence residence, String note) {
        this.title = title;
        this.residence = residence;
        this.note = note;
    }

    /// Whether the weights lie in buffers of a GPU.
    ///
    /// @param roles of the tensors that do
    boolean offloaded(Set<Role> roles) {
        return switch (this) {
            case BLOCKS -> roles.contains(Role.FFN) || roles.contains(Role.ATTENTION);
            case STATES -> roles.contains(Role.MIXER);
            case HEAD -> roles.contains(Role.HEAD);
            case TIED, EMBEDDING -> roles.contains(Role.TOKEN_EMBEDDING);
            case PLE_TABLE -> roles.contains(Role.PLE_TABLE);
            case PLE_PROJECTION -> roles.contains(Role.PLE_PROJECTION);
            case EXPERTS -> roles.contains(Role.EXPERT);
            case SHARED -> roles.contains(Role.SHARED_EXPERT);
            case ROUTER -> roles.contains(Role.ROUTER);
            case OTHER, UNATTRIBUTED -> roles.contains(Role.OTHER);
            case COPIED, COPIED_EXPERTS -> false;
        };
    }

    /// @param untied whether the model has an output head of its own
    /// @param copied names of mapped tensors that have a second copy
    static WeightGroup of(Tensor tensor, boolean untied, Set<String> copied) {
        if (copied.contains(tensor.name())) {
            return tensor.role() == Role.EXPERT ? COPIED_EXPERTS : COPIED;
        }
        return switch (tensor.role()) {
            case TOKEN_EMBEDDING -> untied ? EMBEDDING : TIED;
            case POSITION_EMBEDDING -> EMBEDDING;
            case PLE_TABLE -> PLE_TABLE;
            case PLE_PROJECTION -> PLE_PROJECTION;
            case HEAD -> HEAD;
            case NORM, ATTENTION, FFN -> BLOCKS;
            case EXPERT -> EXPERTS;
            case SHARED_EXPERT -> SHARED;
            case ROUTER -> ROUTER;
            case MIXER -> STATES;
            case VISION, AUDIO, OTHER ->
                    tensor.name().startsWith("unattributed") ? UNATTRIBUTED : OTHER;
        };
    }
}
