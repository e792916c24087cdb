package org.dhurandhar.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dhurandhar.report.Confidence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The schema's page: its example loads, its tables say what the profiles say.
///
/// `-Ddhurandhar.devices.write=true` writes the table of devices anew.
final class DevicesReadmeTest {
    private static final Path PAGE = Path.of("..", "configs", "devices", "README.md");
    private static final String BEGIN = "<!-- devices -->\n";
    private static final String END = "<!-- /devices -->";

    @TempDir private Path folder;

    @Test
    void the_complete_example_states_every_figure_of_a_device_that_shares_its_memory()
            throws IOException {
        var page = Files.readString(PAGE);
        var yaml = page.substring(page.indexOf("```yaml\n") + "```yaml\n".length());
        var file = folder.resolve("my-board.yaml");
        Files.writeString(file, yaml.substring(0, yaml.indexOf("```")));
        var device = Devices.read(file);
        assertThat(device.quantities().stream().filter(q -> q.figure() == null))
                .extracting(Quantity::name)
                .containsExactly("GPU's own memory, peak");
        assertThat(device.memory().bytesPerSecond())
                .isEqualTo(new Figure(51.2e9, "6400 MT/s x 8 B", Confidence.MEDIUM));
        assertThat(device.memory().sustainedBytesPerSecond())
                .isEqualTo(
                        new Figure(38.5e9, "mbw, eight threads, on this board", Confidence.HIGH));
        assertThat(device.storage().faulting())
                .isEqualTo(new Figure(390e6, "fio on this board", Confidence.MEDIUM));
        assertThat(device.storage().random4k())
                .isEqualTo(new Figure(12000 * 4096d, "fio on this board", Confidence.MEDIUM));
        assertThat(device.compute().cpu())
                .containsExactly(
                        new Cores("Cortex-A76", 4, 2.2, 256, true),
                        new Cores("Cortex-A55", 4, 1.8, 128, true));
        assertThat(device.compute().cpuFlops())
                .isEqualTo(
                        new Figure(
                                4 * 2.2 * 1e9 * 8 * 2 + 4 * 1.8 * 1e9 * 4 * 2,
                                "the vendor's data sheet",
                                Confidence.MEDIUM));
        assertThat(device.compute().gpuFlops())
                .isEqualTo(new Figure(0.9e12, "the vendor's data sheet", Confidence.LOW));
        assertThat(device.compute().npuOps())
                .isEqualTo(new Figure(6e12, "the maker's product page", Confidence.MEDIUM));
        assertThat(device.compute().npu()).isTrue();
        assertThat(device.budget().bytes()).isEqualTo(6144L << 20);
    }

    @Test
    void the_table_of_devices_is_what_the_profiles_say() throws IOException {
        var page = Files.readString(PAGE);
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        int end = page.indexOf(END);
        var wanted = page.substring(0, begin) + table() + page.substring(end);
        if (Boolean.getBoolean("dhurandhar.devices.write")) {
            Files.writeString(PAGE, wanted);
        }
        assertThat(PAGE).content().isEqualTo(wanted);
    }

    @Test
    void the_table_of_budgets_is_what_budget_yaml_says() throws IOException {
        for (var system : Device.SYSTEMS) {
            var budget = Devices.budget(system, 1000.0 * (1L << 30));
            var share = budget.source().substring(0, budget.source().indexOf('%') + 1);
            assertThat(PAGE).content().contains("| `" + system + "` | " + share + " |");
        }
    }

    @Test
    void widths_of_built_in_cores_are_those_of_the_page() throws IOException {
        var page = Files.readString(PAGE);
        for (var device : Devices.all()) {
            for (var cores : device.compute().cpu()) {
                assertThat(widths(page, String.valueOf(cores.name())))
                        .as(device.name() + " " + cores)
                        .containsExactly(cores.vectorBits());
            }
        }
    }

    /// The width the page states for a core; `Oryon (prime)` is under `Oryon`, `A725` under
    /// `Cortex-A720, A725`.
    private static List<Integer> widths(String page, String core) {
        var name = core.replaceFirst(" \\(.*", "").replace("Cortex-", "");
        return page.substring(page.indexOf("## SIMD widths"))
                .lines()
                .filter(line -> line.matches("\\| (.*[ -])?" + name + "(,.*)? \\| \\d+ \\|.*"))
                .map(line -> Integer.valueOf(line.split("\\|", -1)[2].strip()))
                .toList();
    }

    private static String table() {
        var out =
                new StringBuilder(
                        "| device | os, arch | RAM GiB | budget MiB | memory GB/s, peak"
                                + " (sustained) | storage MB/s: sequential | 4 KiB | 512 KiB |"
                                + " under faults | CPU TFLOPS | GPU TFLOPS | its memory GiB (GB/s)"
                                + " | NPU TOPS |\n|---|---|");
        out.append("---:|".repeat(11)).append('\n');
        for (var device : Devices.all()) {
            out.append("| `").append(device.name()).append("` | ").append(device.os());
            out.append(device.arch().equals("unknown") ? "" : ", " + device.arch()).append(" |");
            var all = device.quantities();
            cell(out, text(all, "RAM"));
            cell(out, text(all, "budget of one process"));
            cell(out, pair(all, "memory, peak", "memory, sustained"));
            cell(out, text(all, "storage, sequential"));
            cell(out, text(all, "storage, random 4 KiB"));
            cell(out, text(all, "storage, random 512 KiB"));
            cell(out, text(all, "storage, under page faults"));
            cell(out, text(all, "CPU, fp32"));
            cell(out, text(all, "GPU, fp16"));
            cell(out, pair(all, "GPU's own memory", "GPU's own memory, peak"));
            var npu = text(all, "NPU, int8");
            boolean some = Boolean.TRUE.equals(device.compute().npu());
            cell(out, npu.equals("-") && some ? "yes" : npu);
            out.append('\n');
        }
        return out.toString();
    }

    private static void cell(StringBuilder out, String text) {
        out.append(' ').append(text).append(" |");
    }

    private static String pair(List<Quantity> all, String first, String second) {
        var inner = text(all, second);
        return text(all, first) + (inner.equals("-") ? "" : " (" + inner + ")");
    }

    private static String text(List<Quantity> all, String name) {
        return all.stream().filter(q -> q.name().equals(name)).findFirst().orElseThrow().text();
    }
}
