package org.dhurandhar.engine;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import jdk.jshell.JShell;
import jdk.jshell.execution.DirectExecutionControl;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.JupyterIO;
import org.dflib.jjava.jupyter.kernel.LanguageInfo;
import org.dflib.jjava.jupyter.kernel.ReplacementOptions;
import org.dflib.jjava.jupyter.kernel.comm.CommManager;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;
import org.dflib.jjava.jupyter.kernel.util.StringStyler;
import org.dhurandhar.assist.Completions;
import org.jspecify.annotations.Nullable;

/// Cells that share their variables: one JShell, and what extensions of a kernel may ask for.
public final class Session extends BaseKernel implements AutoCloseable {
    private final JShell shell;
    private @Nullable Object value;
    private @Nullable Frontend frontend;

    /// Starts a session; it is ready for a cell when this returns.
    public static Session start(Settings settings) {
        var session = new Session(settings);
        session.onStartup();
        settings.imports().forEach(session.shell::eval);
        return session;
    }

    private Session(Settings settings) {
        super(
                "dhurandhar",
                "0.1.0",
                new LanguageInfo.Builder("Java")
                        .version(Runtime.version().toString())
                        .mimetype("text/x-java-source")
                        .fileExtension(".java")
                        .build(),
                List.of(),
                null,
                new JupyterIO(StandardCharsets.UTF_8),
                new CommManager(),
                new Renderer(),
                null,
                new MagicsRegistry(),
                true,
                new StringStyler.Builder().build());
        shell =
                JShell.builder()
                        .executionEngine(new Here(), java.util.Map.of())
                        .compilerOptions(settings.compilerOptions().toArray(String[]::new))
                        .build();
        shell.addToClasspath(System.getProperty("java.class.path"));
    }

    private final class Here implements ExecutionControlProvider {
        @Override
        public String name() {
            return "here";
        }

        @Override
        public ExecutionControl generate(
                ExecutionEnv env, java.util.Map<String, String> parameters) {
            return new DirectExecutionControl() {
                @Override
                protected String invoke(java.lang.reflect.Method method) throws Exception {
                    method.setAccessible(true);
                    value = method.invoke(null);
                    return "";
                }
            };
        }
    }

    /// Runs a cell, counted on from the one before. One at a time; outputs go to the frontend while
    /// it runs.
    public Outcome run(String source, Frontend frontend) {
        return run(source, frontend, 0);
    }

    /// Runs a cell. One at a time; outputs go to the frontend while it runs.
    ///
    /// @param count the number in front of it, which traces of later cells name it by
    public Outcome run(String source, Frontend frontend, int count) {
        this.frontend = frontend;
        var left = source;
        Object last = null;
        while (!left.isBlank()) {
            var piece = shell.sourceCodeAnalysis().analyzeCompletion(left);
            value = null;
            for (var event : shell.eval(piece.source())) {
                if (event.exception() != null) {
                    return new Outcome.Failed(
                            event.exception().getClass().getSimpleName(),
                            String.valueOf(event.exception().getMessage()),
                            List.of(event.exception().toString()),
                            0);
                }
            }
            last = value;
            left = piece.remaining();
        }
        return new Outcome.Done(last == null ? null : getRenderer().render(last));
    }

    /// The shell, for what is known of its snippets.
    public JShell shell() {
        return shell;
    }

    /// Evaluates Java, with its outputs where the thread's outputs go.
    ///
    /// @param line of the cell that the code's first line stands in
    /// @return the value of its last expression
    /// @throws CellException where it fails
    public @Nullable Object evaluate(String code, int line) {
        throw new UnsupportedOperationException("skeleton");
    }

    /// The same for extensions; code that stands in a running magic is found in its cell.
    ///
    /// @throws CellException where it fails
    @Override
    public Object evalRaw(String source) {
        throw new UnsupportedOperationException("skeleton");
    }

    /// What a value of an expression of a client, such as those of an execute request, is shown as.
    ///
    /// @throws CellException where it fails
    @Override
    public @Nullable DisplayData eval(String expression) {
        throw new UnsupportedOperationException("skeleton");
    }

    /// Puts jars and directories of classes on the class path of the cells to come, and installs
    /// the extensions in them.
    public void addToClassPath(List<Path> entries) {
        entries.forEach(e -> shell.addToClasspath(e.toString()));
    }

    /// What was put on the class path, and what it began with.
    public List<Path> classPath() {
        return List.of();
    }

    /// The loader that sees what cells see.
    @Override
    public ClassLoader getClassLoader() {
        return ClassLoader.getSystemClassLoader();
    }

    /// What a value is shown as.
    ///
    /// @param mimeTypes those wanted, none for what the value prefers
    public DisplayData render(Object value, String... mimeTypes) {
        return mimeTypes.length == 0
                ? getRenderer().render(value)
                : getRenderer().renderAs(value, mimeTypes);
    }

    /// What may stand at an offset in a cell, in UTF-16 units.
    public Completions completions(String code, int at) {
        return Completions.none(at);
    }

    /// Shows something where the outputs of this thread go.
    @Override
    public void display(DisplayData data) {
        frontend().display(data);
    }

    /// @return the id it is shown under
    String show(DisplayData data) {
        frontend().display(data);
        return "";
    }

    void updateDisplay(String id, DisplayData data) {
        data.setDisplayId(id);
        frontend().update(data);
    }

    /// Where outputs of this thread go.
    Frontend frontend() {
        return Objects.requireNonNull(frontend);
    }

    @Override
    public @Nullable DisplayData inspect(String code, int at, boolean extraDetail) {
        return null;
    }

    @Override
    public @Nullable ReplacementOptions complete(String code, int at) {
        return null;
    }

    @Override
    public String isComplete(String code) {
        return IS_COMPLETE_MAYBE;
    }

    /// Stops the running cell.
    @Override
    public void interrupt() {}

    @Override
    public void close() {
        onShutdown(false);
        shell.close();
    }
}
