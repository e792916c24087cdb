package org.dhurandhar.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dhurandhar.cli.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KernelsTest {
    @TempDir Path folder;

    @Test
    void ours_are_listed_and_others_are_not() throws Exception {
        var kernels = KernelFolder.below(folder.resolve("a b"));
        Installation.in(kernels)
                .install(FakeDistribution.in(folder.resolve("built")), Jdk.running());
        Files.createDirectories(kernels.path().resolve("python3"));
        var place = kernels.path().resolve("dhurandhar");
        assertThat(list(kernels))
                .isEqualTo(
                        """
                        dhurandhar  Dhurandhar (Java) %s
                          folder  %s
                          JDK     %s (%s)
                          state   ready
                        """
                                .formatted(
                                        Main.Version.number(),
                                        place,
                                        Jdk.running().home(),
                                        System.getProperty("java.version")));
        Files.delete(place.resolve("dhurandhar-kernel.jar"));
        Files.delete(place.resolve("dhurandhar.aot"));
        assertThat(list(kernels))
                .endsWith(
                        "  state   broken, gone: %1$s/dhurandhar-kernel.jar, %1$s/dhurandhar.aot; install it again\n"
                                .formatted(place));
    }

    @Test
    void where_there_is_none_the_folders_are_named() {
        var kernels = KernelFolder.below(folder);
        assertThat(list(kernels))
                .isEqualTo(
                        """
                        no kernel of ours in
                          %s
                        install one with ./dhurandhar kernel install
                        """
                                .formatted(kernels.path()));
    }

    private static String list(KernelFolder kernels) {
        var out = new StringWriter();
        Kernels.in(kernels).print(new PrintWriter(out, true));
        return out.toString().replace(System.lineSeparator(), "\n");
    }
}
