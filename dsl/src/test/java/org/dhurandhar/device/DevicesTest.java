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
import org.junit.jupiter.params.provider.ValueSource;

final class DevicesTest {
    private static final String BOARD = "name: board\nos: linux\nram_gib: 8\n";

    @TempDir private Path folder;

    private Device read(String yaml) throws IOException {
        var file = folder.resolve("d.yaml");
        Files.writeString(file, yaml);
        return Devices.read(file);
    }

    @Test
    void twenty_three_devices_are_built_in_and_all_have_a_budget() {
        assertThat(Devices.all())
                .hasSize(23)
                .allSatisfy(d -> assertThat(d.budget().bytes()).isPositive());
    }

    @Test
    void each_figure_of_a_built_in_device_has_a_source_and_is_above_0_or_said_to_be_none() {
        for (var device : Devices.all()) {
            assertThat(device.source()).as(device.name()).isNotBlank();
            for (var quantity : device.quantities()) {
                var figure = quantity.figure();
                if (figure != null) {
                    assertThat(figure.source()).as(device.name() + quantity).isNotBlank();
                    assertThat(figure.source()).doesNotStartWith("stated in ");
                    assertThat(figure.value() > 0 || quantity.text().equals("0"))
                            .as(device.name() + quantity)
                            .isTrue();
                }
            }
        }
    }

    @Test
    void built_in_figures_hold_together() {
        for (var device : Devices.all()) {
            var memory = device.memory();
            ordered(device, memory.sustainedBytesPerSecond(), memory.bytesPerSecond());
            var storage = device.storage();
            ordered(device, storage.random4k(), storage.sequential());
            ordered(device, storage.random4k(), storage.random512k());
            ordered(device, storage.random512k(), storage.sequential());
            ordered(device, storage.faulting(), storage.sequential());
            assertThat(device.budget().bytes())
                    .isLessThanOrEqualTo(device.ram() == null ? 1L << 33 : device.ramBytes());
        }
    }

    private static void ordered(Device device, Figure low, Figure high) {
        if (low != null && high != null) {
            assertThat(low.value()).as(device.name()).isLessThanOrEqualTo(high.value());
        }
    }

    @Test
    void class_profiles_state_a_budget_and_a_sequential_rate_and_nothing_else() {
        for (var name : Devices.names().subList(0, 5)) {
            var device = Devices.named(name);
            assertThat(device.memory()).isEqualTo(Memory.UNKNOWN);
            assertThat(device.ram()).isNull();
            assertThat(device.arch()).isEqualTo("unknown");
            assertThat(device.compute().cpu()).isEmpty();
            assertThat(device.compute().gpuFlops()).isNull();
            assertThat(device.storage().sequential()).isNotNull();
            assertThat(device.storage().random4k()).isNull();
        }
    }

    @Test
    void what_is_not_known_stays_null() {
        var phone = Devices.named("midrange-ufs2.2-phone");
        assertThat(phone.soc()).isNull();
        assertThat(phone.compute()).isEqualTo(Compute.UNKNOWN);
        assertThat(phone.storage().faulting()).isNull();
        assertThat(Devices.named("pixel-9-pro").memory().bytesPerSecond()).isNull();
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

    @ParameterizedTest
    @CsvSource({
        "iphone 17 pro, iphone-17-pro",
        "iPhone17Pro, iphone-17-pro",
        "Apple iPhone 17 Pro, iphone-17-pro",
        "Google Pixel 10 Pro, pixel-10-pro",
        "Raspberry Pi 5, raspberry-pi-5-8gb",
        "RASPBERRY_PI_5_8GB, raspberry-pi-5-8gb",
        "Jetson Orin Nano Super, jetson-orin-nano-super-8gb",
        "one plus 12, oneplus-12",
        "RTX 4090 host, desktop-rtx-4090",
        "midrange ufs2.2 phone, midrange-ufs2.2-phone"
    })
    void names_as_people_write_them_are_found(String written, String slug) {
        assertThat(Devices.named(written).name()).isEqualTo(slug);
    }

    @Test
    void a_gpu_with_memory_of_its_own_is_told_from_one_that_shares_it() {
        var own = Devices.named("desktop-rtx-4090").compute();
        assertThat(own.gpuMemoryBytes()).isEqualTo(24L << 30);
        assertThat(own.gpuMemoryBytesPerSecond().value()).isEqualTo(1008e9);
        var shared = Devices.named("pixel-10-pro").compute();
        assertThat(shared.gpuMemoryBytes()).isZero();
        assertThat(shared.gpuMemory().value()).isZero();
        assertThat(Devices.named("laptop-nvme").compute().gpuMemory()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "android, 4096, 50 %",
        "ios, 3072, 37.5 %",
        "linux, 6963, 85 %",
        "macos, 6144, 75 %",
        "windows, 5734, 70 %",
        "other, 4096, 50 %"
    })
    void without_a_budget_the_system_s_share_of_memory_is_taken(
            String os, long mebibytes, String share) throws IOException {
        var device = read("name: board\nos: " + os + "\nram_gib: 8\n");
        assertThat(device.budget().bytes()).isEqualTo(mebibytes << 20);
        assertThat(device.budget().source()).startsWith(share + " of 8 GiB RAM (");
        assertThat(device.budget().confidence()).isEqualTo(Confidence.LOW);
        assertThat(device.budget().ruled()).isTrue();
    }

    @Test
    void a_stated_budget_wins_over_the_share() throws IOException {
        var budget = read(BOARD + "ram_budget_mib: 6144\n").budget();
        assertThat(budget.bytes()).isEqualTo(6144L << 20);
        assertThat(budget.ruled()).isFalse();
        assertThat(budget.source()).isEqualTo("stated in " + folder.resolve("d.yaml"));
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
        assertThat(device.compute().npuOps()).isNull();
    }

    @Test
    void a_neural_unit_that_is_said_to_be_absent_has_no_operations() throws IOException {
        assertThat(read(BOARD + "supports_npu: false\n").compute().npuOps().value()).isZero();
        assertThat(read(BOARD).compute().npuOps()).isNull();
        assertThat(read(BOARD).compute().npu()).isNull();
    }

    @Test
    void the_nearest_source_and_confidence_count() throws IOException {
        var device =
                read(
                        BOARD
                                + "source: file\n"
                                + "memory:\n"
                                + "  gb_per_s: 20\n"
                                + "  sustained_gb_per_s: {value: 15, source: figure, confidence: High}\n"
                                + "storage:\n"
                                + "  sequential_mb_per_s: 500\n"
                                + "  random_4k_iops: {value: 1000, confidence: low}\n"
                                + "  source: section\n");
        assertThat(device.memory().bytesPerSecond())
                .isEqualTo(new Figure(20e9, "file", Confidence.MEDIUM));
        assertThat(device.memory().sustainedBytesPerSecond())
                .isEqualTo(new Figure(15e9, "figure", Confidence.HIGH));
        assertThat(device.storage().sequential())
                .isEqualTo(new Figure(500e6, "section", Confidence.MEDIUM));
        assertThat(device.storage().random4k())
                .isEqualTo(new Figure(4096e3, "section", Confidence.LOW));
    }

    @Test
    void a_file_without_a_source_is_its_own_and_of_low_confidence() throws IOException {
        assertThat(read(BOARD).ram())
                .isEqualTo(
                        new Figure(
                                8L << 30, "stated in " + folder.resolve("d.yaml"), Confidence.LOW));
    }

    @Test
    void cores_without_a_width_give_no_operations() throws IOException {
        var compute = read(BOARD + "cpu: {cores: [{count: 4, ghz: 2.4}]}\n").compute();
        assertThat(compute.cpu()).containsExactly(new Cores(4, 2.4, 0, false));
        assertThat(compute.cpuFlops()).isNull();
    }

    /// Fields that are wrong, the line they stand in and what is said of them.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "ram_gib: 0 | 4 | ram_gib: 0 | a number above 0; leave the field out where it is not known",
                "ram_gib: -1 | 4 | ram_gib: -1 | a number above 0",
                "ram_gib: much | 4 | ram_gib: \"much\" | a number",
                "ram_gib: 1e10 | 4 | ram_gib: 1e10 | a number above 0",
                "ram_gib: .nan | 4 | ram_gib: .nan | a number",
                "arch: riscv | 4 | arch: \"riscv\" | arm64, x86-64, unknown",
                "confidence: sure | 4 | confidence: \"sure\" | high, medium or low",
                "memory: fast | 4 | memory: \"fast\" | a mapping",
                "memory: {gb_per_s: 0} | 4 | gb_per_s: 0 | a number above 0; leave the field out where it is not known",
                "memory: {gb_per_s: {value: 5, confidence: 7}} | 4 | confidence: 7 | high, medium or low",
                "cpu: {cores: 4} | 4 | cores: 4 | a list",
                "cpu: {cores: [4]} | 4 | cores: 4 | a mapping with count and ghz",
                "cpu: {cores: [{count: 0, ghz: 2}]} | 4 | count: 0 | a whole number from 1 to 1024",
                "cpu: {cores: [{count: 4, ghz: 2400}]} | 4 | ghz: 2400 | a number above 0, at most 10",
                "cpu: {cores: [{count: 4, ghz: 2, simd_bits: 8}]} | 4 | simd_bits: 8 | bits of SIMD a core executes in a cycle, such as 256",
                "gpu: {tflops_fp16: -3} | 4 | tflops_fp16: -3 | a number above 0",
                "npu_tops_int8: many | 4 | npu_tops_int8: \"many\" | a number",
                "supports_npu: perhaps | 4 | supports_npu: \"perhaps\" | true or false"
            })
    void a_wrong_field_is_answered_with_its_line_what_was_expected_and_what_to_do(
            String field, int line, String seen, String expected) {
        var yaml = "name: board\nos: linux\nram_budget_mib: 512\n" + field + "\n";
        var key = seen.substring(0, seen.indexOf(':'));
        var file = folder.resolve("d.yaml");
        assertThatThrownBy(() -> read(yaml))
                .isInstanceOf(DhurandharException.class)
                .hasMessage(
                        "InvalidProfile: %s:%d  %s\n  expected: %s\n  try:    correct \"%s\" in %s"
                                .formatted(file, line, seen, expected, key, file));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "memory: {gbps: 5}",
                "storage: {random: 5}",
                "cpu: {clusters: []}",
                "cpu: {cores: [{count: 1, ghz: 2, simd: 5}]}",
                "gpu: {tflops: 5}",
                "npu_tops: 5",
                "memory: {gb_per_s: {val: 5}}"
            })
    void an_unknown_field_is_answered_in_every_section(String field) {
        assertThatThrownBy(() -> read(BOARD + field + "\n"))
                .isInstanceOf(DhurandharException.class)
                .hasMessageStartingWith(
                        "InvalidProfile: " + folder.resolve("d.yaml") + ":4  unknown field \"")
                .hasMessageEndingWith("\n  try:    rename it, or see configs/devices/README.md");
    }

    @Test
    void a_neural_unit_cannot_be_absent_and_fast() {
        assertThatThrownBy(() -> read(BOARD + "npu_tops_int8: 5\nsupports_npu: false\n"))
                .hasMessageContaining(":5  supports_npu: false\n")
                .hasMessageContaining("expected: what npu_tops_int8 says");
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
        assertThatThrownBy(() -> read("name: board\nos: beos\nram_budget_mib: 8\n"))
                .hasMessageContaining("expected: android, ios, linux, macos, windows, other");
    }

    @Test
    void a_profile_without_memory_says_which_fields_give_it() {
        assertThatThrownBy(() -> read("name: board\n"))
                .hasMessageContaining("states no memory\n  expected: ram_gib, or ram_budget_mib");
    }
}
