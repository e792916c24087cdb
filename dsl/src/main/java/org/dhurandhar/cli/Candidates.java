package org.dhurandhar.cli;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import org.dhurandhar.Dhurandhar;
import org.dhurandhar.model.Models;
import org.dhurandhar.runtime.Runtimes;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/// What a word of a command line can be: some names, files as well, or neither.
record Candidates(List<String> words, boolean files) {
    static final Candidates NONE = new Candidates(List.of(), false);

    Candidates {
        words = List.copyOf(words);
    }

    /// What an option or a parameter takes: the words it lists itself, what its name or label says
    /// it is, and files where its label has a path.
    static Candidates of(ArgSpec argument) {
        var label = argument.paramLabel();
        var words = new ArrayList<String>();
        if (argument.completionCandidates() != null) {
            argument.completionCandidates().forEach(words::add);
        }
        words.addAll(literal(label));
        if (argument instanceof OptionSpec option) {
            for (var name : option.names()) {
                words.addAll(known(noun(name)));
            }
        }
        for (var part : label.split("\\|", -1)) {
            if (part.equals(part.toUpperCase(Locale.ROOT))) {
                words.addAll(known(part.toLowerCase(Locale.ROOT)));
            }
        }
        boolean files = label.contains("PATH") || label.contains("FILE");
        return new Candidates(List.copyOf(new LinkedHashSet<>(words)), files);
    }

    /// The words of a label such as `vision|audio`; what is in capitals stands for something else.
    private static List<String> literal(String label) {
        var words = new ArrayList<String>();
        if (label.indexOf('|') > 0 && !label.startsWith("<")) {
            for (var word : label.split("\\|", -1)) {
                if (word.equals(word.toLowerCase(Locale.ROOT)) && !word.equals("-")) {
                    words.add(word);
                }
            }
        }
        return words;
    }

    /// `device` of `--devices` and of `--on`.
    private static String noun(String option) {
        var name = option.replaceFirst("^-+", "").replaceFirst("s$", "");
        return switch (name) {
            case "on" -> "device";
            case "kv-k", "kv-v" -> "kv";
            default -> name;
        };
    }

    private static List<String> known(String noun) {
        return switch (noun) {
            case "model" -> models();
            case "device" -> Dhurandhar.devices();
            case "runtime" -> Dhurandhar.runtimes();
            case "quant", "recipe" -> Dhurandhar.formats();
            case "kv" -> Dhurandhar.cacheTypes();
            case "set" -> settings();
            case "backend" -> backends();
            default -> List.of();
        };
    }

    private static List<String> models() {
        var names = new ArrayList<>(Dhurandhar.models());
        for (var name : Dhurandhar.models()) {
            names.addAll(Models.aliases(name));
        }
        return names;
    }

    /// Names of models for a parameter whose label does not say that it takes them.
    static final class OfModels implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return models().iterator();
        }
    }

    private static List<String> settings() {
        var settings = new LinkedHashSet<String>();
        for (var runtime : Dhurandhar.runtimes()) {
            for (var setting : Dhurandhar.settings(runtime)) {
                settings.add(setting + "=");
            }
        }
        return List.copyOf(settings);
    }

    private static List<String> backends() {
        var backends = new LinkedHashSet<String>();
        for (var runtime : Dhurandhar.runtimes()) {
            backends.addAll(Runtimes.named(runtime).backends());
        }
        return List.copyOf(backends);
    }

    /// These and others.
    Candidates and(Candidates others) {
        var all = new LinkedHashSet<>(words);
        all.addAll(others.words);
        return new Candidates(List.copyOf(all), files || others.files);
    }

    boolean isEmpty() {
        return words.isEmpty() && !files;
    }
}
