package org.dhurandhar.runtime;

import java.util.EnumSet;
import java.util.Set;
import org.dhurandhar.model.Role;

/// What runtimes share that keep a model on a GPU.
final class Offloaded {
    /// Said where the process shows less than it takes.
    static final String SHARED =
            "memory of the GPU is RAM here and counts against the budget, but not for the process:"
                    + " the peak is what the system shows for the process";

    /// Everything.
    static final Set<Role> ALL = Set.of(Role.values());

    /// Everything but the tables that rows are looked up in.
    static final Set<Role> ALL_BUT_TABLES = allButTables();

    private Offloaded() {}

    private static Set<Role> allButTables() {
        var roles = EnumSet.allOf(Role.class);
        roles.removeIf(Offloaded::table);
        return Set.copyOf(roles);
    }

    /// Whether rows are looked up in tensors of that role.
    static boolean table(Role role) {
        return switch (role) {
            case TOKEN_EMBEDDING, POSITION_EMBEDDING, PLE_TABLE -> true;
            default -> false;
        };
    }

    /// The widest row between the two halves of a feed-forward block; of a mixture, of the experts
    /// of one token it is an estimate from one expert.
    static long feedForward(TextWeights weights) {
        long widest = 0;
        for (var tensor : weights.tensors()) {
            boolean block =
                    tensor.role() == Role.FFN
                            || tensor.role() == Role.EXPERT
                            || tensor.role() == Role.SHARED_EXPERT;
            if (block && tensor.shape().size() >= 2) {
                long rows = tensor.shape().get(1);
                widest = Math.max(widest, Math.max(tensor.shape().getFirst(), rows));
            }
        }
        return widest;
    }
}
