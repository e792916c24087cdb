package org.dhurandhar.memory;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dhurandhar.document.JsonText;
import org.dhurandhar.runtime.Range;
import org.dhurandhar.runtime.Residence;
import org.jspecify.annotations.Nullable;

/// A footprint as JSON, schema `dhurandhar/footprint/1`: bytes are integers, unknown is null with a
/// reason beside it.
public final class FootprintJson {
    private FootprintJson() {}

    /// The footprint and its verdicts as one indented object.
    public static String text(Footprint footprint, List<Feasibility> verdicts) {
        return text(footprint, verdicts, List.of());
    }

    static String text(Footprint footprint, List<Feasibility> verdicts, List<String> remarks) {
        var root = new LinkedHashMap<String, Object>();
        root.put("schema", "dhurandhar/footprint/1");
        root.put("model", model(footprint));
        root.put("settings", settings(footprint));
        buffers(footprint, root);
        root.put("components", components(footprint));
        var totals = new LinkedHashMap<String, Object>();
        for (var residence : Residence.values()) {
            totals.put(residence.word(), footprint.total(residence));
        }
        totals.put("peak_rss", range(footprint.peak(), "low", "expected", "high"));
        root.put("totals", totals);
        root.put("devices", devices(verdicts));
        var notes = new ArrayList<>(FootprintText.notes(footprint));
        notes.addAll(remarks);
        root.put("notes", notes);
        return JsonText.pretty(root);
    }

    private static Map<String, Object> model(Footprint footprint) {
        var model = footprint.model();
        var facts = model.facts();
        var map = new LinkedHashMap<String, Object>();
        map.put("name", facts.name());
        map.put("family", facts.family());
        map.put("source", facts.origin().word());
        map.put("layout", facts.layout().word());
        map.put("parameters", model.parameters());
        map.put("active_parameters", model.activeParameters());
        orNull(map, "max_context_tokens", facts.maxContext(), "the source states no limit");
        map.put("evidence", facts.source());
        map.put("confidence", facts.confidence().word());
        var encoders = new ArrayList<Object>();
        for (var encoder : facts.encoders()) {
            var row = new LinkedHashMap<String, Object>();
            row.put("kind", encoder.kind().word());
            row.put("parameters", encoder.parameters());
            row.put("source", encoder.source());
            row.put("confidence", encoder.confidence().word());
            encoders.add(row);
        }
        map.put("encoders", encoders);
        return map;
    }

    private static Map<String, Object> settings(Footprint footprint) {
        var settings = footprint.allocation().settings();
        var map = new LinkedHashMap<String, Object>();
        map.put("context_tokens", settings.context());
        map.put("quant", settings.quant());
        map.put("kv_k", settings.kvK());
        map.put("kv_v", settings.kvV());
        map.put("runtime", settings.runtime());
        map.put("backend", settings.backend());
        map.put("slots", settings.slots());
        map.put("ubatch", settings.ubatch());
        var set = new LinkedHashMap<String, Object>();
        settings.options().forEach((name, value) -> set.put(name, typed(value)));
        map.put("set", set);
        return map;
    }

    /// Flags and whole numbers as such, anything else as text.
    static Object typed(String value) {
        if (value.equals("true") || value.equals("false")) {
            return value.equals("true");
        }
        try {
            return Long.valueOf(value);
        } catch (NumberFormatException e) {
            return value;
        }
    }

    private static void buffers(Footprint footprint, Map<String, Object> root) {
        var a = footprint.allocation();
        var buffers = new LinkedHashMap<String, Object>();
        buffers.put("mapped", a.mapped());
        buffers.put("heap", a.heap());
        var weights = new LinkedHashMap<String, Object>();
        weights.put("bytes", a.weights());
        weights.put("buffers", buffers);
        root.put("weights", weights);
        var kv = new LinkedHashMap<String, Object>();
        kv.put("bytes", a.kvFull() + a.kvSliding());
        kv.put("full_bytes", a.kvFull());
        kv.put("sliding_bytes", a.kvSliding());
        kv.put("layers", a.kvLayers());
        root.put("kv_cache", kv);
        root.put("state", Map.of("bytes", a.state()));
        root.put("compute", range(a.compute(), "low", "bytes", "high"));
        root.put("output", Map.of("bytes", a.output()));
        root.put("repack", Map.of("bytes", a.repack()));
    }

    private static Map<String, Object> range(Range range, String low, String mid, String high) {
        var map = new LinkedHashMap<String, Object>();
        map.put(mid, range.expected());
        map.put(low, range.low());
        map.put(high, range.high());
        return map;
    }

    private static List<Object> components(Footprint footprint) {
        var rows = new ArrayList<Object>();
        for (var component : footprint.components()) {
            var row = new LinkedHashMap<String, Object>();
            row.put("name", component.name());
            row.put("bytes", component.bytes());
            row.put("residence", component.residence().word());
            row.put("format", component.format());
            row.put("note", component.note());
            rows.add(row);
        }
        return rows;
    }

    private static List<Object> devices(List<Feasibility> verdicts) {
        var rows = new ArrayList<Object>();
        for (var verdict : verdicts) {
            var row = new LinkedHashMap<String, @Nullable Object>();
            row.put("device", verdict.device().name());
            VerdictJson.put(verdict, row);
            row.put("speed_rests_on", verdict.speed().restsOn());
            row.put("why", verdict.why());
            rows.add(row);
        }
        return rows;
    }

    private static void orNull(Map<String, Object> map, String key, long value, String reason) {
        if (value > 0) {
            map.put(key, value);
        } else {
            map.put(key, null);
            map.put(key + "_reason", reason);
        }
    }
}
