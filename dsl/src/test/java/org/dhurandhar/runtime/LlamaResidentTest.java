package org.dhurandhar.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LlamaResidentTest {
    private static final LlamaProfile SERVER = LlamaProfile.named("llama.cpp");

    private static long checkpoints(TinyModel model, boolean swaFull) {
        var settings = LlamaSettings.defaults().context(4096).swaFull(swaFull);
        return LlamaMemory.of(model.layout(), settings, SERVER).request().checkpoints();
    }

    @Test
    void windows_that_keep_everything_need_no_checkpoint() {
        assertThat(checkpoints(TinyModels.gemma3(), false)).isPositive();
        assertThat(checkpoints(TinyModels.gemma3(), true)).isZero();
    }

    @Test
    void states_need_a_checkpoint_either_way() {
        assertThat(checkpoints(TinyModels.mamba(), true))
                .isEqualTo(checkpoints(TinyModels.mamba(), false))
                .isPositive();
    }
}
