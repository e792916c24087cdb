package org.dhurandhar.jupyter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;
import org.dhurandhar.Dhurandhar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A machine without fonts.
final class NoFontsTest {
    @TempDir Path folder;

    /// Run in a virtual machine of its own.
    static void main() {
        var bundle = Bundle.of(Dhurandhar.model("gemma4-e2b").on("pixel-10-pro"));
        System.out.println(String.join(" ", bundle.types()));
        System.out.println(bundle.html());
    }

    /// The platform's own way to find fonts, replaced by one that fails as it does without any.
    @Test
    void shows_the_table_and_names_the_packages() throws Exception {
        var source = Files.createDirectories(folder.resolve("sun/font"));
        var file =
                Files.writeString(
                        source.resolve("FontManagerFactory.java"),
                        """
                        package sun.font;
                        public final class FontManagerFactory {
                            public static FontManager getInstance() {
                                throw new Error("Probable fatal error:No fonts found.");
                            }
                        }
                        """);
        var patch = folder.resolve("patch").toString();
        var compiler = ToolProvider.getSystemJavaCompiler();
        assertThat(
                        compiler.run(
                                null,
                                null,
                                null,
                                "--patch-module",
                                "java.desktop=" + folder,
                                "-d",
                                patch,
                                file.toString()))
                .isZero();
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var out = folder.resolve("out.txt").toFile();
        var process =
                new ProcessBuilder(
                                java,
                                "--patch-module",
                                "java.desktop=" + patch,
                                "-cp",
                                System.getProperty("java.class.path"),
                                NoFontsTest.class.getName())
                        .redirectErrorStream(true)
                        .redirectOutput(out)
                        .start();
        assertThat(process.waitFor()).isZero();
        assertThat(Files.readString(out.toPath(), StandardCharsets.UTF_8))
                .startsWith("text/html text/markdown text/plain\n")
                .contains("<p>No plot: this machine has no fonts; fontconfig and a font package")
                .contains("<table>", "RESIDENT</span>")
                .doesNotContain("<svg", "<img");
    }
}
