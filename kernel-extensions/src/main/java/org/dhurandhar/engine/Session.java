package org.dhurandhar.engine;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import jdk.jshell.JShell;
import jdk.jshell.VarSnippet;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.LanguageInfo;
import org.dflib.jjava.jupyter.kernel.ReplacementOptions;
import org.dflib.jjava.jupyter.kernel.comm.CommManager;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;
import org.dflib.jjava.jupyter.kernel.util.StringStyler;
import org.dhurandhar.DhurandharException;
import org.dhurandhar.assist.Completions;
import org.dhurandhar.assist.Item;
import org.dhurandhar.jupyter.Rendering;
import org.jspecify.annotations.Nullable;

/// Cells that share their variables, and what extensions of a kernel may ask for.
///
/// One in a process at a time: it stands in for the streams of the process.
public final class Session extends BaseKernel implements AutoCloseable {
    private static final String EXTENSIONS = "META-INF/services/" + Extension.class.getName();
    private static final int LONGEST_VALUE = 200;

    private final Settings settings;
    private final SnippetLoader loader = new SnippetLoader();
    private final Worker worker = new Worker(loader);
    private final Failures failures = new Failures();
    private final Shown shown = new Shown(getRenderer());
    private final Streams streams;
    private final List<Path> classPath = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Java> java = new CompletableFuture<>();
    private final ClassFiles.Gate indexing = new ClassFiles.Gate();
    private final CompletableFuture<Void> ready;

    /// Ids that this cell's code got from [Cells#display], which are no results.
    private final Set<Object> ids =
            Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));

    private int counted;
    private volatile Step.@Nullable Magic magic;
    private volatile @Nullable Cell running;

    /// Starts a session. What takes its time goes on when this returns; the first that needs it
    /// waits for it.
    public static Session start(Settings settings) {
        return new Session(settings);
    }

    private Session(Settings settings) {
        super(
                Language.KERNEL,
                Language.version(),
                new LanguageInfo.Builder("Java")
                        .version(Runtime.version().toString())
                        .mimetype("text/x-java-source")
                        .fileExtension(".java")
                        .build(),
                List.of(),
                null,
                Replies.io(),
                new CommManager(),
                new Renderer(),
                null,
                new MagicsRegistry(),
                true,
                new StringStyler.Builder().build());
        this.settings = settings;
        installNotebookKernel();
        for (var entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (!entry.isEmpty()) {
                classPath.add(Path.of(entry));
            }
        }
        this.streams = Streams.install(failures);
        var extended = begin("extensions", this::extend);
        this.ready = begin("java", this::startJava).thenCombine(extended, (a, b) -> null);
    }

    private static CompletableFuture<Void> begin(String name, Runnable task) {
        var future = new CompletableFuture<Void>();
        Thread.ofPlatform()
                .name(name)
                .daemon()
                .start(() -> {
                    try {
                        task.run();
                        future.complete(null);
                    } catch (Throwable t) {
                        future.completeExceptionally(t);
                    }
                });
        return future;
    }

    private void startJava() {
        try {
            java.complete(
                    Java.start(
                            settings,
                            loader,
                            worker,
                            failures,
                            indexing,
                            this::classPath,
                            this::variable));
        } catch (Throwable t) {
            indexing.open();
            java.completeExceptionally(t);
            throw t;
        }
    }

    private void extend() {
        Rendering.register(getRenderer());
        installDefaultExtensions();
    }

    /// What is registered above is not installed again as an extension.
    @Override
    protected void installExtension(Extension extension) {
        if (extension.getClass().getModule() != Rendering.class.getModule()
                || !extension
                        .getClass()
                        .getPackageName()
                        .equals(Rendering.class.getPackageName())) {
            super.installExtension(extension);
        }
    }

    /// Runs a cell, counted on from the one before. One at a time; outputs go to the frontend while
    /// it runs.
    public Outcome run(String source, Frontend frontend) {
        return run(source, frontend, counted + 1);
    }

    /// Runs a cell. One at a time; outputs go to the frontend while it runs, and all that it
    /// printed has gone there when this returns.
    ///
    /// The value of an expression that ends the cell is its result. An expression that ends with a
    /// semicolon shows nothing, as in other notebooks; nor do null, declarations and statements.
    ///
    /// @param count the number in front of it, which traces of later cells name it by
    public Outcome run(String source, Frontend frontend, int count) {
        counted = count;
        var cell = new Cell("Cell " + count, source, frontend);
        failures.remember(cell);
        ids.clear();
        streams.newCell();
        cell.begin();
        var outcome = outcome(cell, () -> new Outcome.Done(result(cell)));
        cell.flush();
        // Threads of earlier cells print there, and have done so before this cell ends.
        Printed.flushAll();
        return outcome;
    }

    private Outcome outcome(Cell cell, Supplier<Outcome> work) {
        running = cell;
        try {
            ready.join();
            var outcome = work.get();
            return cell.isStopped() ? failures.stopped(cell, new Throwable(), 0) : outcome;
        } catch (CellException e) {
            return e.failed();
        } finally {
            running = null;
            if (cell.isStopped()) {
                Stopped.disarmLater();
            }
        }
    }

    private @Nullable DisplayData result(Cell cell) {
        var value = Evaluator.Value.NONE;
        for (var step : steps(cell)) {
            value =
                    switch (step) {
                        case Step.Java code ->
                                java().evaluator().evaluate(cell, code.code(), code.line());
                        case Step.Magic magic ->
                                new Evaluator.Value(
                                        onWorker(cell, magic.line(), () -> run(magic)), false);
                    };
        }
        for (var waiting : java().evaluator().unresolved(cell)) {
            cell.print(Frontend.Stream.STDERR, waiting + "\n");
        }
        var last = value.value();
        if (value.quiet() || isNothing(last)) {
            return null;
        }
        return Shown.isPlain(last)
                ? shown.render(last)
                : onWorker(cell, 0, () -> shown.render(last));
    }

    /// What is no result: nor the stream that `System.out.printf(...)` gives back.
    private boolean isNothing(@Nullable Object value) {
        return value == null
                || value.equals(System.out)
                || value.equals(System.err)
                || ids.contains(value);
    }

    private List<Step> steps(Cell cell) {
        try {
            return settings.magics().steps(cell.text());
        } catch (DhurandharException e) {
            throw new CellException(failures.thrown(cell, e, 1));
        }
    }

    private @Nullable Object run(Step.Magic step) throws Exception {
        magic = step;
        try {
            return settings.magics().run(step, this);
        } finally {
            magic = null;
        }
    }

    private <T> @Nullable T onWorker(Cell cell, int line, Worker.Task<T> task) {
        var ended = worker.call(cell, task);
        var thrown = ended.thrown();
        if (thrown == null) {
            return ended.value();
        }
        throw new CellException(
                cell.isStopped()
                        ? failures.stopped(cell, thrown, line)
                        : failures.thrown(cell, thrown, line));
    }

    /// The shell, for what is known of its snippets.
    public JShell shell() {
        return java().shell();
    }

    private Java java() {
        return java.join();
    }

    /// Evaluates Java that stands in the running cell, as magics do.
    ///
    /// @param line of the cell that the code's first line stands in
    /// @return the value of its last expression
    /// @throws CellException where it fails
    public @Nullable Object evaluate(String code, int line) {
        var cell = Cell.ofThread();
        return cell == null ? evalRaw(code) : java().evaluator().evaluate(cell, code, line).value();
    }

    /// Evaluates Java for extensions and magics; what stands in a running magic is found in its
    /// cell.
    ///
    /// @throws CellException where it fails
    @Override
    public @Nullable Object evalRaw(String source) {
        var step = magic;
        if (step != null && source.equals(step.body())) {
            return evaluate(source, step.line() + 1);
        }
        if (step != null && step.arguments().contains(source)) {
            return evaluate(source, step.line());
        }
        var outer = Cell.ofThread();
        var cell =
                outer == null
                        ? new Cell("Evaluated", source, new Quiet())
                        : outer.evaluating("Evaluated", source);
        return java().evaluator().evaluate(cell, source, 1).value();
    }

    /// Carries out a magic that code names instead of a line with a percent sign.
    ///
    /// @throws Exception whatever it threw
    @Nullable Object magic(String name, String arguments, @Nullable String body) throws Exception {
        return run(new Step.Magic(name, arguments, body, 1));
    }

    /// What a value of an expression of a client, such as those of an execute request, is shown as;
    /// its outputs are dropped.
    ///
    /// @throws CellException where it fails
    @Override
    public @Nullable DisplayData eval(String expression) {
        var cell = new Cell("Expression", expression, new Quiet());
        var outcome =
                outcome(
                        cell,
                        () -> {
                            var value = java().evaluator().evaluate(cell, expression, 1).value();
                            return new Outcome.Done(onWorker(cell, 1, () -> shown.render(value)));
                        });
        return switch (outcome) {
            case Outcome.Done done -> done.result();
            case Outcome.Failed failed -> throw new CellException(failed);
        };
    }

    /// Stops the running cell; nothing where none runs.
    @Override
    public void interrupt() {
        var cell = running;
        if (cell != null) {
            cell.stop();
            worker.look();
        }
    }

    /// Where the running cell ends the process: does something before, when all that the cell
    /// printed has been shown.
    ///
    /// @param action is given the failure that this is
    public void beforeExit(Consumer<Outcome.Failed> action) {
        streams.atExit(() -> {
            var cell = running;
            var exit = Exit.now();
            if (cell != null && exit != null) {
                action.accept(failures.exit(cell, exit));
            }
        });
    }

    /// Puts jars and directories of classes on the class path of the cells to come, and installs
    /// the extensions in them.
    public void addToClassPath(List<Path> entries) {
        if (entries.isEmpty()) {
            return;
        }
        boolean extended;
        try {
            java().shell().addToClasspath(Java.joined(entries));
            classPath.addAll(entries);
            extended = loader.hasAdded(EXTENSIONS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (extended) {
            installExtensions(loader);
        }
    }

    /// What is on the class path, in order.
    public List<Path> classPath() {
        return List.copyOf(classPath);
    }

    /// The loader that sees what cells see.
    @Override
    public ClassLoader getClassLoader() {
        return loader;
    }

    /// What a value is shown as.
    ///
    /// @param mimeTypes those wanted, none for what the value prefers
    public DisplayData render(@Nullable Object value, String... mimeTypes) {
        return shown.render(value, mimeTypes);
    }

    /// Shows something where the outputs of this thread go; nowhere before the first cell.
    @Override
    public void display(DisplayData data) {
        var cell = Cell.ofThread();
        if (cell != null) {
            cell.display(data);
        }
    }

    /// Shows data and gives the id it is shown under.
    String show(DisplayData data) {
        var known = data.getDisplayId();
        var id = known == null ? UUID.randomUUID().toString() : known;
        data.setDisplayId(id);
        ids.add(id);
        display(data);
        return id;
    }

    /// A variable's value as short text.
    private String variable(VarSnippet snippet) {
        var wrapper = java().shell().sourceCodeAnalysis().wrapper(snippet);
        try {
            var field = loader.findClass(wrapper.fullClassName()).getDeclaredField(snippet.name());
            field.setAccessible(true);
            var text = Shown.text(field.get(null));
            return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE) + "…";
        } catch (ReflectiveOperationException e) {
            return "";
        }
    }

    /// Lets jshell list all packages, which completions of imports need: half a second of work
    /// beside what goes on otherwise.
    public void indexClasses() {
        indexing.open();
    }

    /// What may stand at an offset in a cell, in UTF-16 units.
    public Completions completions(String code, int at) {
        indexClasses();
        return java().completer().complete(code, at);
    }

    @Override
    public ReplacementOptions complete(String code, int at) {
        var found = completions(code, at);
        return new ReplacementOptions(
                found.items().stream().map(Item::text).toList(), found.start(), found.end());
    }

    @Override
    public @Nullable DisplayData inspect(String code, int at, boolean extraDetail) {
        return java().inspector().inspect(code, at, extraDetail);
    }

    @Override
    public String isComplete(String code) {
        List<Step> steps;
        try {
            steps = settings.magics().steps(code);
        } catch (DhurandharException e) {
            return IS_COMPLETE_BAD;
        }
        for (var step : steps) {
            if (step instanceof Step.Java part) {
                var complete = java().completeness().of(part.code());
                if (!complete.equals(IS_COMPLETE_YES)) {
                    return complete;
                }
            }
        }
        return IS_COMPLETE_YES;
    }

    @Override
    public void close() {
        interrupt();
        onShutdown(false);
        worker.close();
        indexing.open();
        streams.close();
        Cell.forgetLatest();
        if (java.isDone() && !java.isCompletedExceptionally()) {
            java().close();
        }
    }
}
