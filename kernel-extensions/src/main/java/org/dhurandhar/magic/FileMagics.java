package org.dhurandhar.magic;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dhurandhar.DhurandharException;
import org.dhurandhar.engine.CellException;
import org.dhurandhar.report.Grid;
import org.jspecify.annotations.Nullable;

/// `%load`, `%env`: the world outside.
final class FileMagics {
    private static final String LOAD = "%load FILE";

    List<Magic> all() {
        return List.of(
                new Magic(
                        List.of("load"),
                        LOAD,
                        "runs the code of a file: .jsh, .java or the code cells of an .ipynb",
                        Magic.Takes.FILES,
                        FileMagics::load,
                        null),
                new Magic(
                        List.of("env"),
                        "%env [NAME[=value]]",
                        "shows the environment, or one variable of it; sets a system property",
                        Magic.Takes.VARIABLES,
                        FileMagics::env,
                        null),
                new Magic(
                        List.of("pwd"),
                        "%pwd",
                        "shows the directory that relative paths begin in",
                        Magic.Takes.NOTHING,
                        call -> Path.of("").toAbsolutePath().toString(),
                        null));
    }

    private static @Nullable Object load(Call call) throws Exception {
        var word = String.join(" ", call.someWords(LOAD));
        var file = PathMagics.path(word);
        if (!Files.isRegularFile(file)) {
            throw DhurandharException.because("MissingFile", "no file " + word)
                    .expected("a file of code, from " + Path.of("").toAbsolutePath())
                    .fix(LOAD);
        }
        var name = String.valueOf(file.getFileName());
        var codes = name.endsWith(".ipynb") ? cells(file) : List.of(script(file));
        Object last = null;
        for (var code : codes) {
            try {
                last = StandardMagics.run(call.session(), code, 1);
            } catch (CellException e) {
                throw failed(word, code, e);
            }
        }
        return last;
    }

    private static DhurandharException failed(String file, String code, CellException e) {
        var failed = e.failed();
        int line = failed.line();
        var lines = code.lines().toList();
        var at = line > 0 && line <= lines.size() ? lines.get(line - 1).strip() : "";
        return DhurandharException.because(
                        "FailedFile",
                        "%s:%d %s: %s".formatted(file, line, failed.name(), failed.message()))
                .facts("line", at)
                .fix("%load " + file + ", once it runs");
    }

    /// Without a first line that is for the operating system, and without commands of jshell.
    private static String script(Path file) throws IOException {
        return Files.readString(file)
                .replaceFirst("\\A#![^\\n]*", "")
                .replaceAll("(?m)^/(?:exit|open|set|env|reset|list|vars|save)\\b[^\\n]*", "")
                .replaceAll("(?m)^package\\s+[\\w.]+\\s*;", "");
    }

    private static List<String> cells(Path file) throws IOException {
        try {
            var root = JsonParser.parseString(Files.readString(file));
            var codes = new ArrayList<String>();
            if (root instanceof JsonObject notebook
                    && notebook.get("cells") instanceof JsonArray cells) {
                for (var cell : cells) {
                    if (cell instanceof JsonObject object && isCode(object)) {
                        codes.add(source(object.get("source")));
                    }
                }
                return codes;
            }
        } catch (JsonParseException e) {
            // Said below, as for any other file that is no notebook.
        }
        throw DhurandharException.because("MalformedFile", file + " is no notebook")
                .expected("a notebook of version 4, with \"cells\"")
                .fix(LOAD);
    }

    private static boolean isCode(JsonObject cell) {
        var type = cell.get("cell_type");
        return type != null && type.isJsonPrimitive() && type.getAsString().equals("code");
    }

    private static String source(@Nullable JsonElement source) {
        if (source instanceof JsonArray lines) {
            var text = new StringBuilder();
            lines.forEach(l -> text.append(l.getAsString()));
            return text.toString();
        }
        return source == null || source.isJsonNull() ? "" : source.getAsString();
    }

    private static @Nullable Object env(Call call) {
        var text = call.text().strip();
        if (text.isEmpty()) {
            var rows = new ArrayList<List<String>>();
            System.getenv().entrySet().stream()
                    .sorted(java.util.Map.Entry.comparingByKey())
                    .forEach(e -> rows.add(List.of(e.getKey(), e.getValue())));
            return new Sheet("Environment", new Grid(List.of("Name", "Value"), List.of(), rows));
        }
        int equals = text.indexOf('=');
        if (equals > 0) {
            var name = text.substring(0, equals).strip();
            var value = text.substring(equals + 1).strip();
            System.setProperty(name, value);
            System.out.printf(
                    "a Java process cannot change its environment;"
                            + " System.getProperty(\"%s\") is %s now%n",
                    name, value);
            return null;
        }
        var value = System.getenv(text);
        if (value != null) {
            return value;
        }
        throw DhurandharException.unknownName(
                "environment variable",
                text,
                System.getenv().keySet().stream().sorted().toList(),
                "%env");
    }
}
