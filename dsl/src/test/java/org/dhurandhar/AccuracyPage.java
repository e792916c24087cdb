package org.dhurandhar;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.dhurandhar.PublishedPoints.Point;

/// The page that keeps the accuracy table.
final class AccuracyPage {
    private static final String ANONYMOUS =
            "the heap that a process keeps differs from model to model, one base stands for all";

    /// Why a group has values outside its tolerance.
    private static final Map<String, String> REASONS =
            Map.of(
                    "llama.cpp server: anonymous after load", ANONYMOUS,
                    "llama.cpp library: anonymous after load", ANONYMOUS);

    private AccuracyPage() {}

    static String of(List<AccuracyRow> rows, PublishedPoints points) {
        var page =
                new StringBuilder(
                        """
                        # Accuracy

                        Written by `AccuracyTest`, which fails where this page differs from what it \
                        works out; `-Ddhurandhar.accuracy.write=true` writes it anew.

                        `exact`: equal to the unit, or at the rounding of the printed figure. \
                        `worst`: the largest relative error of the others. References: tensors, \
                        counts and caches of transformers 5.23.0; files and buffers of llama.cpp \
                        build 11434; figures that others published.

                        | group | n | exact | worst | note |
                        |---|---:|---:|---:|---|
                        """);
        rows.forEach(row -> page.append(row.markdown()).append('\n'));
        page.append(
                """

                ## Met with an assumption

                Published figures whose conditions leave something open: each is met if this holds.

                """);
        points.assumed().forEach((assumption, needing) -> page.append(met(assumption, needing)));
        page.append(
                """

                ## Not reached

                """);
        for (var row : rows) {
            if (!row.misses().isEmpty()) {
                page.append(missed(row));
            }
        }
        page.append(
                """

                ## Published figures that nothing is worked out for

                | quantity | n | reason |
                |---|---:|---|
                """);
        points.context()
                .forEach((quantity, n) -> {
                    if (!quantity.startsWith("peak_")) {
                        page.append(
                                "| %s | %d | %s |\n"
                                        .formatted(
                                                quantity.replace('_', ' '), n, reason(quantity)));
                    }
                });
        page.append(PeakAccuracy.markdown());
        page.append(SpeedAccuracy.markdown());
        return page.toString();
    }

    private static String missed(AccuracyRow row) {
        var models = new TreeMap<String, Integer>();
        for (var miss : row.misses()) {
            int slash = miss.indexOf('/');
            models.merge(slash < 0 ? miss : miss.substring(0, slash), 1, Integer::sum);
        }
        var names = new StringBuilder();
        models.forEach((name, n) ->
                names.append(names.isEmpty() ? "" : ", ").append(n == 1 ? name : name + " x " + n));
        return String.format(
                Locale.ROOT,
                "- %s, %d of %d (%s): %s%n",
                row.group(),
                row.misses().size(),
                row.n(),
                names,
                why(row));
    }

    private static String why(AccuracyRow row) {
        var reason = REASONS.get(row.group());
        if (reason == null) {
            throw new AssertionError("no reason is stated for the misses of " + row);
        }
        return reason;
    }

    private static String met(Assumption assumption, List<Point> points) {
        var shown = points.stream().map(AccuracyPage::shown).toList();
        return "- " + assumption.sentence() + ": " + String.join("; ", shown) + "\n";
    }

    private static String shown(Point point) {
        return "%s %s `%s`"
                .formatted(point.model(), point.quantity().replace('_', ' '), point.conditions());
    }

    private static String reason(String quantity) {
        return switch (quantity) {
            case "architecture" -> "a width; the tensors above have it";
            case "compute_buffer" -> "other builds and GPU backends, each with its own graph";
            case "decode_speed" -> "a speed, no memory";
            case "google_stated_inference_memory" ->
                    "includes a margin of the maker's; the mix of bits is not public";
            case "gguf_file_size" -> "includes the tokenizer's metadata, which no config tells";
            case "gguf_tensor_size" -> "uploaders' own mixes of formats";
            case "litertlm_file_size" -> "a mix of 2, 4 and 8 bits without a public map";
            case "mmproj_size" -> "encoders of which no configuration is recorded";
            case "parameters" -> "totals of cards, encoders included or a family without a GGUF";
            default -> "not modelled";
        };
    }
}
