package org.dhurandhar.model;

/// Feed-forward blocks.
final class FeedForward {
    private FeedForward() {}

    /// A gated feed-forward (Shazeer 2020): `gate_proj`, `up_proj`, `down_proj`.
    static void gated(
            Inventory into, String prefix, Role role, long hidden, long width, boolean bias) {
        into.linear(prefix + "gate_proj", role, width, hidden, bias);
        into.linear(prefix + "up_proj", role, width, hidden, bias);
        into.linear(prefix + "down_proj", role, hidden, width, bias);
    }

    /// Routed experts as the reference library fuses them: `experts.gate_up_proj` [E, 2f, h],
    /// `experts.down_proj` [E, h, f]; a token uses `used` of them.
    static void experts(
            Inventory into, String prefix, long count, long used, long hidden, long width) {
        into.tensor(prefix + "experts.gate_up_proj", Role.EXPERT, count, 2 * width, hidden);
        into.tensor(prefix + "experts.down_proj", Role.EXPERT, count, hidden, width);
        into.unused(
                Math.multiplyExact(
                        Math.max(0, count - used), Math.multiplyExact(3 * width, hidden)));
    }

    /// Routed experts stored input first: `experts.gate_up_proj` [E, h, 2f], `experts.down_proj`
    /// [E, f, h], and their biases [E, 2f] and [E, h].
    static void expertsInputFirst(
            Inventory into,
            String prefix,
            long count,
            long used,
            long hidden,
            long width,
            boolean bias) {
        into.tensor(prefix + "experts.gate_up_proj", Role.EXPERT, count, hidden, 2 * width);
        into.tensor(prefix + "experts.down_proj", Role.EXPERT, count, width, hidden);
        long each = Math.multiplyExact(3 * width, hidden);
        if (bias) {
            into.tensor(prefix + "experts.gate_up_proj_bias", Role.EXPERT, count, 2 * width);
            into.tensor(prefix + "experts.down_proj_bias", Role.EXPERT, count, hidden);
            each = Math.addExact(each, 2 * width + hidden);
        }
        into.unused(Math.multiplyExact(Math.max(0, count - used), each));
    }
}
