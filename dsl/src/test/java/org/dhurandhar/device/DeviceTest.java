package org.dhurandhar.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.dhurandhar.DhurandharException;
import org.dhurandhar.report.Confidence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Devices that are built in code.
final class DeviceTest {
    private static Device board() {
        return Device.named("my-board").os("linux").ramGib(8);
    }

    @Test
    void what_is_not_stated_is_not_known() {
        var board = board();
        assertThat(board.arch()).isEqualTo("unknown");
        assertThat(board.soc()).isNull();
        assertThat(board.memory()).isEqualTo(Memory.UNKNOWN);
        assertThat(board.storage()).isEqualTo(Storage.UNKNOWN);
        assertThat(board.compute()).isEqualTo(Compute.UNKNOWN);
        assertThat(board.budget()).isEqualTo(Devices.budget("linux", 8L << 30));
    }

    @Test
    void what_is_stated_carries_its_source() {
        var board =
                board().arch("aarch64")
                        .soc("chip")
                        .title("My board")
                        .memoryGbPerSecond(25.6)
                        .storageMbPerSecond(780)
                        .random4kIops(12000)
                        .cores(4, 2.4, 256, true)
                        .cores(4, 1.8, 128, true)
                        .gpuTflops(3.4)
                        .gpuMemory(24, 1008)
                        .npuTops(45);
        assertThat(board.arch()).isEqualTo("arm64");
        assertThat(board.soc()).isEqualTo("chip");
        assertThat(board.title()).isEqualTo("My board");
        assertThat(board.memory().bytesPerSecond()).isEqualTo(Figure.of(25.6e9));
        assertThat(board.storage().sequential()).isEqualTo(Figure.of(780e6));
        assertThat(board.storage().random4k()).isEqualTo(Figure.of(12000 * 4096d));
        assertThat(board.compute().cpu()).hasSize(2);
        assertThat(board.compute().cpuFlops())
                .isEqualTo(Figure.of(4 * 2.4 * 1e9 * 8 * 2 + 4 * 1.8 * 1e9 * 4 * 2));
        assertThat(board.compute().gpuFlops()).isEqualTo(Figure.of(3.4e12));
        assertThat(board.compute().gpuMemoryBytes()).isEqualTo(24L << 30);
        assertThat(board.compute().gpuMemoryBytesPerSecond()).isEqualTo(Figure.of(1008e9));
        assertThat(board.compute().npu()).isTrue();
        assertThat(Figure.of(1).source()).isEqualTo("stated in code");
        assertThat(Figure.of(1).confidence()).isEqualTo(Confidence.MEDIUM);
    }

    @Test
    void a_wither_leaves_its_device_as_it_was() {
        var board = board();
        var other = board.memoryGbPerSecond(5).cores(1, 1, 128, false).budgetMib(100);
        assertThat(board).isEqualTo(board()).isNotEqualTo(other);
    }

    @Test
    void order_does_not_matter() {
        var one = Device.named("b").ramGib(8).os("macos").memoryGbPerSecond(5).arch("arm64");
        var two = Device.named("b").os("macos").ramGib(8).arch("arm64").memoryGbPerSecond(5);
        assertThat(one).isEqualTo(two);
        assertThat(Device.named("b").budgetMib(100).ramGib(8))
                .isEqualTo(Device.named("b").ramGib(8).budgetMib(100));
    }

    @Test
    void every_figure_may_come_before_the_memory() {
        var first =
                Device.named("b")
                        .arch("arm64")
                        .soc("chip")
                        .title("Board")
                        .memoryGbPerSecond(25.6)
                        .storageMbPerSecond(780)
                        .random4kIops(12000)
                        .cores(4, 2.4, 256, true)
                        .gpuTflops(3.4)
                        .gpuMemory(24, 1008)
                        .npuTops(45)
                        .os("linux");
        var last =
                Device.named("b")
                        .ramGib(8)
                        .os("linux")
                        .npuTops(45)
                        .gpuMemory(24, 1008)
                        .gpuTflops(3.4)
                        .cores(4, 2.4, 256, true)
                        .random4kIops(12000)
                        .storageMbPerSecond(780)
                        .memoryGbPerSecond(25.6)
                        .title("Board")
                        .soc("chip")
                        .arch("arm64");
        assertThat(first.ramGib(8)).isEqualTo(last);
        assertThat(first).hasToString("b (linux)   next: .ramGib(8)  .budgetMib(6144)");
    }

    @Test
    void a_budget_follows_memory_and_system_until_it_is_stated() {
        assertThat(board().os("android").budget().bytes()).isEqualTo(4096L << 20);
        assertThat(board().ramGib(4).budget()).isEqualTo(Devices.budget("linux", 4L << 30));
        var stated = board().budgetMib(6000);
        assertThat(stated.os("android").ramGib(4).budget())
                .isEqualTo(new Budget(6000L << 20, "stated in code", Confidence.MEDIUM));
    }

    @Test
    void figures_with_sources_of_their_own_are_taken_as_they_are() {
        var figure = new Figure(40e9, "mbw on this board", Confidence.HIGH);
        assertThat(board().memory(new Memory("LPDDR5", null, figure)).memory())
                .isEqualTo(new Memory("LPDDR5", null, figure));
        assertThat(
                        board().storage(new Storage(null, null, null, null, figure))
                                .storage()
                                .faulting())
                .isEqualTo(figure);
        var compute = new Compute(List.of(), null, figure, null, null, null, null);
        assertThat(board().compute(compute).compute().gpuFlops()).isEqualTo(figure);
    }

    @Test
    void a_built_in_device_can_be_changed() {
        var device = Devices.named("pixel-10-pro").budgetMib(4096);
        assertThat(device.budget().bytes()).isEqualTo(4096L << 20);
        assertThat(device.memory()).isEqualTo(Devices.named("pixel-10-pro").memory());
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                wrong(() -> Device.named(" "), "a device without a name", "a name"),
                wrong(
                        () -> Device.named("b").os("beos"),
                        "os \"beos\"",
                        "android, ios, linux, macos, windows, other"),
                wrong(() -> board().arch("mips"), "arch \"mips\"", "arm64, x86-64, unknown"),
                wrong(() -> board().ramGib(0), "ramGib(0.0)", "a number above 0"),
                wrong(() -> Device.named("b").ramGib(-8), "ramGib(-8.0)", "a number above 0"),
                wrong(() -> board().budgetMib(Double.NaN), "budgetMib(NaN)", "a number above 0"),
                wrong(
                        () -> board().memoryGbPerSecond(Double.POSITIVE_INFINITY),
                        "memoryGbPerSecond(Infinity)",
                        "a number above 0"),
                wrong(
                        () -> board().cores(0, 2.4, 256, true),
                        "0 cores at 2.4 GHz with 256 SIMD bits a cycle",
                        "1 to 1,024 cores, above 0 to 10 GHz, 0 to 8,192 bits"),
                wrong(() -> new Figure(-1, "s", Confidence.LOW), "a figure of -1.0", "a number"));
    }

    private static Arguments wrong(ThrowingCallable call, String what, String expected) {
        return Arguments.of(call, what, expected);
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void what_cannot_be_is_answered_in_three_lines(
            ThrowingCallable call, String what, String expected) {
        assertThatThrownBy(call)
                .isInstanceOf(DhurandharException.class)
                .hasMessageStartingWith("InvalidDevice: " + what + "\n  expected: " + expected)
                .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(3));
    }

    @Test
    void a_device_prints_the_figures_that_are_known() {
        assertThat(board().memoryGbPerSecond(25.6))
                .hasToString(
                        "my-board (linux, unknown)  RAM 8 GiB; budget of one process 6,963 MiB;"
                                + " memory, peak 25.6 GB/s\nsources: .quantities()");
        assertThat(Devices.all()).allMatch(device -> device.toString().length() < 400);
    }

    @Test
    void a_quantity_prints_at_most_four_digits_in_its_unit() {
        assertThat(new Quantity("x", "GB/s", 1e9, Figure.of(84.8e9)).text()).isEqualTo("84.8");
        assertThat(new Quantity("x", "GB/s", 1e9, Figure.of(1008e9)).text()).isEqualTo("1,008");
        assertThat(new Quantity("x", "TFLOPS", 1e12, Figure.of(0.083e12)).text())
                .isEqualTo("0.083");
        assertThat(new Quantity("x", "TOPS", 1e12, Figure.of(0)).text()).isEqualTo("0");
        assertThat(new Quantity("x", "TOPS", 1e12, null).text()).isEqualTo("-");
        assertThat(new Quantity("x", "TOPS", 1e12, null)).hasToString("x: not known");
        assertThat(new Quantity("x", "GB/s", 1e9, Figure.of(10e9)))
                .hasToString("x: 10 GB/s (stated in code, medium confidence)");
    }
}
