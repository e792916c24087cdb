package org.dhurandhar.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.dhurandhar.DhurandharException;
import org.dhurandhar.document.JsonText;
import org.dhurandhar.model.Model;
import org.dhurandhar.model.Models;
import org.dhurandhar.model.Recipe;
import org.dhurandhar.model.Tensor;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `inspect`: what is in a file, whatever its format.
@Command(
        name = "inspect",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Parameters, tensors and caches of models, from headers alone.")
final class Inspect implements Callable<Integer> {
    private static final int BAD_INPUT = 2;

    @Parameters(
            arity = "1..*",
            paramLabel = "PATH",
            completionCandidates = Candidates.OfModels.class,
            description =
                    "config.json, YAML, safetensors or GGUF files, directories, or names of"
                            + " built-in models")
    private List<String> paths = new ArrayList<>();

    @Option(names = "--tensors", description = "list every tensor")
    private boolean tensors;

    @Option(
            names = "--layout",
            paramLabel = "library|gguf",
            description = "names and shapes of the list: library (as the source has them) or gguf")
    private @Nullable String layout;

    @Option(
            names = "--quant",
            paramLabel = "NAME",
            description =
                    "types of the list in layout gguf: a recipe such as Q4_K_M (default: F16, or a"
                            + " GGUF file's own)")
    private @Nullable String quant;

    @Option(names = "--json", description = "one JSON object a line")
    private boolean json;

    @Option(
            names = "--context",
            paramLabel = "N",
            description = "also count what N tokens of context cache")
    private @Nullable Long context;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        check();
        var out = spec.commandLine().getOut();
        var err = spec.commandLine().getErr();
        int code = 0;
        for (var path : paths) {
            try {
                var model = Models.find(path);
                out.print(
                        json
                                ? line(path, model)
                                : InspectText.of(model, context, listed(model), Terminal.width()));
            } catch (DhurandharException e) {
                code = BAD_INPUT;
                if (json) {
                    var map = new LinkedHashMap<String, Object>();
                    map.put("path", path);
                    map.put("error", String.valueOf(e.getMessage()));
                    out.println(JsonText.line(map));
                } else {
                    out.flush();
                    err.print(Main.message(e));
                    err.flush();
                }
            }
        }
        out.flush();
        return code;
    }

    private void check() {
        if (layout != null
                && !List.of("library", "gguf").contains(layout.toLowerCase(Locale.ROOT))) {
            throw DhurandharException.unknownName(
                    "layout", layout, List.of("library", "gguf"), "--layout gguf");
        }
        if (layout != null && !tensors) {
            throw DhurandharException.because("BadUsage", "--layout without --tensors")
                    .expected("--layout with --tensors: it says how the list names them")
                    .fix("--tensors --layout " + layout);
        }
        if (quant != null) {
            Recipe.named(quant);
            if (!gguf()) {
                throw DhurandharException.because("BadUsage", "--quant without --layout gguf")
                        .expected("--quant with --tensors --layout gguf")
                        .fix("--tensors --layout gguf --quant " + quant);
            }
        }
        if (context != null && (context < 1 || context > Integer.MAX_VALUE)) {
            throw DhurandharException.because("InvalidSetting", "--context " + context)
                    .expected("1 to " + Integer.MAX_VALUE + " tokens")
                    .fix("--context 32768");
        }
    }

    private boolean gguf() {
        return "gguf".equalsIgnoreCase(layout);
    }

    private List<Tensor> listed(Model model) {
        if (!tensors) {
            return List.of();
        }
        if (!gguf()) {
            return model.tensors();
        }
        var converted = model.gguf();
        return quant == null ? converted.tensors() : Recipe.named(quant).apply(converted);
    }

    private String line(String path, Model model) {
        var map = InspectJson.of(path, model, context);
        if (tensors) {
            map.put("tensor_layout", gguf() ? "gguf" : model.facts().layout().word());
            map.put("tensor_list", InspectJson.tensors(listed(model)));
        }
        return JsonText.line(map) + "\n";
    }
}
