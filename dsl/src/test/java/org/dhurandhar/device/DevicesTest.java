package org.dhurandhar.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dhurandhar.DhurandharException;
import org.dhurandhar.report.Confidence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DevicesTest {
    @TempDir private Path folder;

    private Device read(String yaml) throws IOException {
        var file = folder.resolve("d.yaml");
        Files.writeString(file, yaml);
        return Devices.read(file);
    }

    @Test
    void twenty_devices_are_built_in_and_all_have_a_budget() {
        assertThat(Devices.all())
                .hasSize(20)
                .allSatisfy(d -> assertThat(d.budget().bytes()).isPositive());
    }

    /// Budgets of the Python package dhurandhar 0.1 in MiB, under its own names.
    @ParameterizedTest
    @CsvSource({
        "high_end_mobile_ufs4, 2048",
        "mid_tier_mobile_ufs3, 1536",
        "low_tier_mobile_emmc, 1024",
        "tablet_ufs3, 3072",
        "laptop_nvme, 8192"
    })
    void profiles_of_the_original_keep_their_names_and_budgets(String name, long mebibytes) {
        assertThat(Devices.named(name).budget().bytes()).isEqualTo(mebibytes << 20);
    }

    @Test
    void without_a_budget_a_stated_share_of_memory_is_taken() throws IOException {
        var device = read("name: board\nos: linux\nram_gib: 8\n");
        assertThat(device.budget().bytes()).isEqualTo(6963L << 20);
        assertThat(device.budget().source()).startsWith("85 % of 8 GiB RAM");
    }

    @Test
    void fields_of_the_original_load() throws IOException {
        var device =
                read(
                        "name: mine\n"
                                + "ram_budget_mb: 512\n"
                                + "flash_read_gbps: 2\n"
                                + "supports_npu: true\n"
                                + "notes: n\n");
        assertThat(device.budget().bytes()).isEqualTo(512L << 20);
        assertThat(device.storage().sequential())
                .isEqualTo(new Figure(2L << 30, "n", Confidence.MEDIUM));
        assertThat(device.compute().npu()).isTrue();
    }

    @Test
    void a_misspelt_field_is_answered_with_the_closest() {
        assertThatThrownBy(() -> read("name: board\nram_gb: 8\n"))
                .isInstanceOf(DhurandharException.class)
                .hasMessage(
                        "InvalidProfile: "
                                + folder.resolve("d.yaml")
                                + ":2  unknown field \"ram_gb\"\n"
                                + "  close:  ram_gib\n"
                                + "  try:    rename it, or see configs/devices/README.md");
    }

    @Test
    void an_unknown_system_lists_the_known_ones() {
        assertThatThrownBy(() -> read("name: board\nos: beos\nram_gib: 8\n"))
                .hasMessageContaining("expected: android, ios, linux, macos, windows, other");
    }
}
