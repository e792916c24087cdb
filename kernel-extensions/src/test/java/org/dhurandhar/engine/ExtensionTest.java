package org.dhurandhar.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javax.tools.ToolProvider;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Extensions that were written for other kernels of the lineage.
final class ExtensionTest {
    private static final String EXTENSION =
            """
            package third;
            import org.dflib.jjava.jupyter.Extension;
            import org.dflib.jjava.jupyter.kernel.BaseKernel;
            import org.dflib.jjava.jupyter.kernel.display.DisplayData;
            public class Party implements Extension {
                static BaseKernel kernel;
                public record Money(int cents) {}
                public void install(BaseKernel k) {
                    kernel = k;
                    k.getRenderer().createRegistration(Money.class).preferring("text/html")
                        .register((m, c) -> c.renderIfRequested(
                            org.dflib.jjava.jupyter.kernel.display.mime.MIMEType.TEXT_HTML,
                            () -> "<b>" + m.cents() + "</b>"));
                    k.getMagicsRegistry().registerLineMagic("greet", (kn, args) -> "hello " + args.get(0));
                    k.evalRaw("import third.Party; import third.Party.Money;");
                    k.evalRaw("int fromExtension = 7;");
                }
                public static void show() {
                    var data = new DisplayData("shown");
                    data.setDisplayId("id");
                    kernel.display(data);
                    kernel.getIO().display.updateDisplay("id", new DisplayData("updated"));
                    kernel.getIO().out.println("printed");
                    kernel.getIO().out.flush();
                }
            }
            """;

    @TempDir static Path folder;
    private static TestSession cells;

    @BeforeAll
    static void start() throws IOException {
        var source = folder.resolve("Party.java");
        Files.writeString(source, EXTENSION);
        var services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(services.resolve("org.dflib.jjava.jupyter.Extension"), "third.Party\n");
        var compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());
        assertThat(
                        compiler.run(
                                null,
                                null,
                                null,
                                "-proc:none",
                                "-d",
                                folder.toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                source.toString()))
                .isZero();
        cells = new TestSession();
        cells.session().addToClassPath(List.of(folder));
    }

    @AfterAll
    static void close() {
        cells.close();
    }

    @Test
    void it_evaluates_declarations_and_imports() {
        assertThat(cells.shows("fromExtension")).isEqualTo("7");
        assertThat(cells.shows("new Money(5).cents()")).isEqualTo("5");
    }

    @Test
    void its_rendering_is_used() {
        var outcome = (Outcome.Done) cells.run("new Money(5)", new Recorded());
        assertThat(Objects.requireNonNull(outcome.result()).getData(MIMEType.TEXT_HTML))
                .isEqualTo("<b>5</b>");
    }

    @Test
    void its_displays_updates_and_text_come_to_the_cell() {
        var recorded = cells.recorded("Party.show();");
        assertThat(recorded.events())
                .containsExactly("display shown", "update updated", "out printed\n");
    }

    @Test
    void its_magics_are_found() {
        assertThat(cells.shows("%greet world")).isEqualTo("hello world");
        assertThat(cells.shows("lineMagic(\"greet\", List.of(\"you\"))")).isEqualTo("hello you");
    }

    @Test
    void the_session_is_the_kernel_of_the_notebook() {
        assertThat(BaseKernel.notebookKernel()).isSameAs(cells.session());
        assertThat(cells.session().classPath()).contains(folder);
        assertThat(cells.session().render(new DisplayData("as it is"))).isNotNull();
    }

    @Test
    void classes_are_found_by_name_in_cells() {
        assertThat(cells.shows("Class.forName(\"third.Party\").getSimpleName()"))
                .isEqualTo("Party");
        assertThat(
                        cells.shows(
                                "Thread.currentThread().getContextClassLoader().loadClass(\"third.Party\").getSimpleName()"))
                .isEqualTo("Party");
    }
}
