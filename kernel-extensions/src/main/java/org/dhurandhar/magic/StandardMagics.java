package org.dhurandhar.magic;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;
import org.dhurandhar.DhurandharException;
import org.dhurandhar.assist.CellText;
import org.dhurandhar.assist.Completions;
import org.dhurandhar.assist.FileNames;
import org.dhurandhar.assist.Item;
import org.dhurandhar.engine.Magics;
import org.dhurandhar.engine.Session;
import org.dhurandhar.engine.Step;
import org.dhurandhar.report.Grid;
import org.jspecify.annotations.Nullable;

/// The magics that every notebook knows, and those that extensions register with its session.
final class StandardMagics implements Magics {
    private static final Pattern CELL = Pattern.compile("\\A\\s*%%(\\w+)([^\\n]*)(?:\\n|\\z)");
    private static final Pattern LINE = Pattern.compile("\\s*%(\\w+)([^\\n]*)");
    private static final Pattern ASSIGNED =
            Pattern.compile(
                    "^([^\\n\"'/]*[\\w>\\])]\\s*=[ \\t]*)%(\\w+)([^\\n]*)$", Pattern.MULTILINE);

    private final List<Magic> all;

    StandardMagics() {
        all =
                Stream.of(
                                new ArtifactMagics().all(),
                                new PathMagics().all(),
                                new FileMagics().all(),
                                new TimeMagics().all(),
                                new ShowMagics().all(),
                                List.of(help(), list()))
                        .flatMap(List::stream)
                        .toList();
    }

    @Override
    public List<Step> steps(String source) {
        var cell = CELL.matcher(source);
        if (cell.find()) {
            int line = lines(source, source.indexOf("%%"));
            return List.of(
                    new Step.Magic(
                            cell.group(1),
                            cell.group(2).strip(),
                            source.substring(cell.end()),
                            line));
        }
        if (source.indexOf('%') < 0) {
            return List.of(new Step.Java(source, 1));
        }
        var steps = new ArrayList<Step>();
        for (var part : CellText.parts(source, this::isMagic)) {
            var text = source.substring(part.start(), part.end());
            int line = lines(source, part.start());
            if (!part.magic()) {
                if (!text.isBlank()) {
                    steps.add(new Step.Java(assigned(text), line));
                }
                continue;
            }
            var magic = LINE.matcher(text);
            if (magic.matches()) {
                steps.add(new Step.Magic(magic.group(1), magic.group(2).strip(), null, line));
            }
        }
        return steps;
    }

    private static int lines(String source, int end) {
        return 1 + (int) source.substring(0, end).chars().filter(c -> c == '\n').count();
    }

    /// `var jars = %jars lib` as a call: no Java has a percent sign after an equals sign.
    private String assigned(String java) {
        return java.indexOf('%') < 0
                ? java
                : ASSIGNED.matcher(java)
                        .replaceAll(m ->
                                Matcher.quoteReplacement(
                                        m.group(1)
                                                + "org.dhurandhar.magic.Standard."
                                                + gives(m.group(1), m.group(2))
                                                + "lineMagic(\"%s\", \"%s\");"
                                                        .formatted(
                                                                m.group(2), escaped(m.group(3)))));
    }

    /// The type of its value, where the variable does not say it.
    private String gives(String variable, String name) {
        var magic = named(name);
        boolean files =
                magic != null
                        && (magic.takes() == Magic.Takes.ARTIFACTS
                                || magic.takes() == Magic.Takes.FILES)
                        && !magic.name().equals("load");
        return files && variable.strip().startsWith("var ") ? "<java.util.List<String>>" : "";
    }

    private static String escaped(String arguments) {
        var bare = arguments.strip().replaceFirst(";$", "");
        return bare.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    /// Runs code with its magics, as a cell would.
    ///
    /// @return the value it ends with
    static @Nullable Object run(Session session, String code, int line) throws Exception {
        var magics = Standard.MAGICS;
        Object last = null;
        for (var step : magics.steps(code)) {
            int at = step.line() + line - 1;
            last =
                    switch (step) {
                        case Step.Java java -> session.evaluate(java.code(), at);
                        case Step.Magic m ->
                                magics.run(
                                        new Step.Magic(m.name(), m.arguments(), m.body(), at),
                                        session);
                    };
        }
        return last;
    }

    @Override
    public @Nullable Object run(Step.Magic step, Session session) throws Exception {
        boolean isCell = step.body() != null;
        var call = new Call(step.name(), step.arguments(), step.body(), step.line(), session);
        var magic = named(step.name());
        if (magic != null) {
            var deed = isCell ? magic.cell() : magic.line();
            if (deed != null) {
                return deed.on(call);
            }
            throw DhurandharException.because(
                            "WrongMagic",
                            isCell
                                    ? "%%" + step.name() + " takes no cell"
                                    : "%" + step.name() + " takes the whole cell")
                    .expected(magic.usage().replace("\n", ", "))
                    .fix("%help " + magic.name());
        }
        var registry = session.getMagicsRegistry();
        if (!isCell && registry.getLineMagicNames().contains(step.name())) {
            return registry.evalLineMagic(session, step.name(), call.words());
        }
        if (isCell && registry.getCellMagicNames().contains(step.name())) {
            return registry.evalCellMagic(session, step.name(), call.words(), step.body());
        }
        throw unknown(step.name());
    }

    private DhurandharException unknown(String name) {
        var known = new ArrayList<String>();
        for (var item : names()) {
            known.add(item.text().replaceFirst("^%+", ""));
        }
        var names = known.stream().distinct().toList();
        var close = DhurandharException.closest(name, names);
        return DhurandharException.because("UnknownName", "no magic named \"" + name + "\"")
                .facts("known", String.join(", ", names))
                .fix("%" + (close.isEmpty() ? names.getFirst() : close.getFirst()) + ", or %help");
    }

    private @Nullable Magic named(String name) {
        for (var magic : all) {
            if (magic.names().contains(name)) {
                return magic;
            }
        }
        return null;
    }

    private Magic help() {
        return new Magic(
                List.of("help"),
                "%help [magic]",
                "lists the magics, or says how one is used",
                Magic.Takes.MAGICS,
                this::helped,
                null);
    }

    private Magic list() {
        return new Magic(
                List.of("lsmagic"),
                "%lsmagic",
                "lists the magics",
                Magic.Takes.NOTHING,
                this::helped,
                null);
    }

    private Object helped(Call call) {
        var words = call.words();
        if (!words.isEmpty()) {
            var name = words.getFirst().replaceFirst("^%+", "");
            var magic = named(name);
            if (magic == null) {
                throw unknown(name);
            }
            return new Sheet("%" + magic.name(), table(List.of(magic), false));
        }
        return new Sheet("Magics", table(all, true));
    }

    private static Grid table(List<Magic> magics, boolean others) {
        var rows = new ArrayList<List<String>>();
        for (var magic : magics) {
            var aliases = magic.names().subList(1, magic.names().size());
            var also = aliases.isEmpty() ? "" : "; also %" + String.join(", %", aliases);
            rows.add(List.of(magic.usage().replace("\n", "  "), magic.summary() + also));
        }
        if (others) {
            registered(r -> r.getLineMagicNames()).forEach(n -> rows.add(registered("%" + n)));
            registered(r -> r.getCellMagicNames()).forEach(n -> rows.add(registered("%%" + n)));
        }
        return new Grid(List.of("Use", "What it does"), List.of(), rows);
    }

    private static List<String> registered(String name) {
        return List.of(name, "registered by an extension");
    }

    private interface Names {
        java.util.Set<String> of(MagicsRegistry registry);
    }

    private static List<String> registered(Names names) {
        try {
            var registry = BaseKernel.notebookKernel().getMagicsRegistry();
            return registry == null ? List.of() : names.of(registry).stream().sorted().toList();
        } catch (NullPointerException noSession) {
            return List.of();
        }
    }

    @Override
    public List<Item> names() {
        var items = new ArrayList<Item>();
        for (var magic : all) {
            for (var name : magic.names()) {
                if (magic.line() != null) {
                    items.add(new Item("%" + name, "magic", magic.summary()));
                }
                if (magic.cell() != null) {
                    items.add(new Item("%%" + name, "magic", magic.summary()));
                }
            }
        }
        registered(r -> r.getLineMagicNames())
                .forEach(n -> items.add(new Item("%" + n, "magic", "")));
        registered(r -> r.getCellMagicNames())
                .forEach(n -> items.add(new Item("%%" + n, "magic", "")));
        return items;
    }

    @Override
    public boolean takesJava(String name) {
        var magic = named(name);
        return magic != null && magic.takes() == Magic.Takes.JAVA;
    }

    @Override
    public Completions arguments(String name, String arguments) {
        int start = Math.max(arguments.lastIndexOf(' '), arguments.lastIndexOf('\t')) + 1;
        var typed = arguments.substring(start);
        var magic = named(name);
        var takes = magic == null ? Magic.Takes.NOTHING : magic.takes();
        List<Item> items =
                switch (takes) {
                    case FILES -> FileNames.after(typed);
                    case ARTIFACTS -> LocalArtifacts.after(typed);
                    case MAGICS ->
                            names().stream()
                                    .map(i -> i.text().replaceFirst("^%+", ""))
                                    .distinct()
                                    .filter(n -> n.startsWith(typed))
                                    .map(n -> new Item(n, "magic", ""))
                                    .toList();
                    case VARIABLES ->
                            System.getenv().keySet().stream()
                                    .filter(n -> n.startsWith(typed))
                                    .sorted()
                                    .map(n -> new Item(n, "instance", ""))
                                    .toList();
                    case JAVA, NOTHING -> List.of();
                };
        return new Completions(items, start, arguments.length());
    }

    @Override
    public @Nullable String help(String name) {
        var magic = named(name);
        if (magic == null) {
            return null;
        }
        return "`" + magic.usage().replace("\n", "`\n`") + "`\n\n" + magic.summary();
    }
}
