package org.dhurandhar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Profiles in `~/.dhurandhar` are found by name.
final class UserProfilesTest {
    private static final String HOME = "user.home";
    private static final String MODEL =
            """
            name: %s
            config:
              model_type: llama
              hidden_size: 64
              num_hidden_layers: %d
              num_attention_heads: 4
              intermediate_size: 128
              vocab_size: 256
            """;

    @TempDir private Path home;
    private String before = "";

    @BeforeEach
    void live_elsewhere() {
        before = System.getProperty(HOME);
        System.setProperty(HOME, home.toString());
    }

    @AfterEach
    void come_home() {
        System.setProperty(HOME, before);
    }

    private Path write(String kind, String name, String content) throws IOException {
        var folder = Files.createDirectories(home.resolve(".dhurandhar").resolve(kind));
        return Files.writeString(folder.resolve(name + ".yaml"), content);
    }

    @Test
    void a_model_is_found_by_its_file_s_name() throws IOException {
        write("models", "my-model", MODEL.formatted("my-model", 3));
        assertThat(Dhurandhar.models()).hasSize(31).endsWith("my-model");
        assertThat(Dhurandhar.model("My_Model").model().layers()).hasSize(3);
    }

    @Test
    void a_model_of_the_user_wins_over_a_built_in_one() throws IOException {
        write("models", "qwen3-4b", MODEL.formatted("mine", 2));
        assertThat(Dhurandhar.model("qwen3-4b").model().name()).isEqualTo("mine");
        assertThat(Dhurandhar.models()).hasSize(30).doesNotHaveDuplicates();
    }

    @Test
    void a_device_is_found_by_its_file_s_name() throws IOException {
        write("devices", "my-board", "name: my-board\nram_budget_mib: 16384\n");
        assertThat(Dhurandhar.devices()).endsWith("my-board");
        assertThat(Dhurandhar.model("qwen3-0.6b").on("my-board").feasibility().verdict().word())
                .isEqualTo("RESIDENT");
    }

    @Test
    void a_misspelt_key_in_one_is_an_error_with_its_place() throws IOException {
        var file =
                write("models", "m", MODEL.formatted("m", 2).replace("hidden_size", "hiden_size"));
        assertThatThrownBy(() -> Dhurandhar.model("m"))
                .hasMessage(
                        "InvalidProfile: "
                                + file
                                + ":4  unknown field \"hiden_size\"\n"
                                + "  close:  hidden_size\n"
                                + "  try:    rename it, or see configs/models/README.md");
    }

    @Test
    void a_misspelt_name_is_answered_with_the_user_s_own() throws IOException {
        write("models", "zebra-one", MODEL.formatted("zebra-one", 2));
        assertThatThrownBy(() -> Dhurandhar.model("zebra-on"))
                .hasMessage(
                        """
                        UnknownName: no model named "zebra-on"
                          close:  zebra-one        known: 31
                          try:    model("zebra-one")   or   --model zebra-one   or   ./dhurandhar models\
                        """);
    }
}
