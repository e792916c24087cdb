package org.dhurandhar.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.dhurandhar.document.Documents;
import org.dhurandhar.document.MapNode;
import org.junit.jupiter.api.Test;

class LlamaProfileTest {
    private static final String OWN =
            """
            name: mine
            version: "build 1"
            slots: 2
            batch: 1024
            micro_batch: 256
            cell_padding: 256
            sliding_padding: 256
            base_bytes: 1000
            bytes_per_graph_node: 9.5
            library_pages: 0
            """;

    private static LlamaProfile profile(String yaml) {
        return LlamaProfile.of(
                (MapNode) Documents.parse("mine.yaml", yaml.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void what_a_profile_leaves_out_is_off() {
        var profile = profile(OWN);
        assertThat(profile.microBatch()).isEqualTo(256);
        assertThat(profile.avx512()).isFalse();
        assertThat(profile.slidingExtraTokens()).isZero();
    }

    @Test
    void unknown_fields_are_named() {
        assertThatThrownBy(() -> profile(OWN + "micro_batches: 3\n"))
                .hasMessage(
                        """
                        InvalidProfile: mine.yaml:11  unknown field "micro_batches"
                          close:  micro_batch
                          try:    rename it, or see ./dhurandhar runtimes\
                        """);
    }

    @Test
    void numbers_have_bounds() {
        for (var wrong :
                List.of(
                        "slots: 2>slots: 257",
                        "slots: 2>slots: 0",
                        "cell_padding: 256>cell_padding: 0",
                        "sliding_padding: 256>sliding_padding: -1",
                        "batch: 1024>batch: 4294967297",
                        "base_bytes: 1000>base_bytes: -1",
                        "library_pages: 0>library_pages: 9000000000000000000",
                        "node: 9.5>node: -0.5",
                        "node: 9.5>node: NaN")) {
            var pair = wrong.split(">", -1);
            assertThatThrownBy(() -> profile(OWN.replace(pair[0], pair[1])))
                    .as(wrong)
                    .hasMessageStartingWith("InvalidProfile: mine.yaml:");
        }
        assertThatThrownBy(() -> profile(OWN.replace("slots: 2", "slots: 257")))
                .hasMessage(
                        """
                        InvalidProfile: mine.yaml:3  slots: 257
                          expected: 1 to 256
                          try:    correct "slots" in mine.yaml\
                        """);
    }
}
