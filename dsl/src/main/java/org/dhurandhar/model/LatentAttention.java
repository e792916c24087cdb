package org.dhurandhar.model;

/// Multi-head latent attention (DeepSeek-V2 2024, section 2.1).
///
/// @param queryRank width of the compressed queries, or 0 where they are projected directly
/// @param latent width of the compressed keys and values
/// @param nope width of a head's part without rotation
/// @param rope width of the rotated part that all heads share
record LatentAttention(
        long hidden,
        long heads,
        long queryRank,
        int latent,
        long nope,
        int rope,
        long valueDim,
        boolean bias) {

    static LatentAttention of(Config c) {
        int heads = c.size("num_attention_heads");
        return new LatentAttention(
                c.size("hidden_size"),
                heads,
                c.sizeOr(0, "q_lora_rank"),
                c.size("kv_lora_rank"),
                c.size("qk_nope_head_dim"),
                c.size("qk_rope_head_dim"),
                c.sizeOr(Math.floorDiv(c.size("hidden_size"), heads), "v_head_dim"),
                c.flag("attention_bias"));
    }

    void list(Inventory into, String prefix) {
        long queries = Math.multiplyExact(heads, nope + rope);
        if (queryRank == 0) {
            into.linear(prefix + "q_proj", Role.ATTENTION, queries, hidden, false);
        } else {
            into.linear(prefix + "q_a_proj", Role.ATTENTION, queryRank, hidden, bias);
            into.norm(prefix + "q_a_layernorm", queryRank);
            into.linear(prefix + "q_b_proj", Role.ATTENTION, queries, queryRank, false);
        }
        into.linear(
                prefix + "kv_a_proj_with_mqa", Role.ATTENTION, (long) latent + rope, hidden, bias);
        into.norm(prefix + "kv_a_layernorm", latent);
        into.linear(
                prefix + "kv_b_proj",
                Role.ATTENTION,
                Math.multiplyExact(heads, nope + valueDim),
                latent,
                false);
        into.linear(prefix + "o_proj", Role.ATTENTION, hidden, heads * valueDim, bias);
    }

    Layer cache() {
        return new Layer.Latent(latent, rope);
    }
}
