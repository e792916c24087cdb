package org.dhurandhar.engine;

import java.nio.charset.StandardCharsets;
import java.util.List;
import jdk.jshell.JShell;
import jdk.jshell.SourceCodeAnalysis;
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
import org.jspecify.annotations.Nullable;

/// Cells that share their variables: one JShell, and what extensions of a kernel may ask for.
public final class Session extends BaseKernel implements AutoCloseable {
    private final JShell shell;
    private @Nullable Object value;

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

    /// Runs a cell. One at a time; outputs go to the frontend while it runs.
    public Outcome run(String source, Frontend frontend) {
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

    /// The shell's analysis, for completion and inspection.
    public SourceCodeAnalysis analysis() {
        return shell.sourceCodeAnalysis();
    }

    @Override
    public Object evalRaw(String source) {
        throw new UnsupportedOperationException("skeleton");
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
