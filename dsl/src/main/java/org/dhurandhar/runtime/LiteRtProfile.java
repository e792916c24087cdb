package org.dhurandhar.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.dhurandhar.document.MapNode;
import org.dhurandhar.model.Model;
import org.dhurandhar.model.WeightFormat;
import org.jspecify.annotations.Nullable;

/// The numbers of LiteRT-LM.
///
/// @param exports cache sizes that files are exported for, in tokens, ascending
/// @param chunk tokens of a prompt that are computed at once
/// @param base memory of the engine and the tokenizer, in bytes
/// @param arenaRows rows of the blocks' width, in 32 bits, that each token of a chunk takes
/// @param packed the packed copy as a share of the decoder's bytes
/// @param firstLoad the same of what the first load packs in memory beside the pages it reads
/// @param tables the share of the embedding tables that a request brings to memory
/// @param driver memory of a GPU's driver inside the process, in bytes
/// @param staging the share of uploaded weights that stays behind in the process beside a GPU with
///   memory of its own
/// @param committed how many packed copies Windows counts beside the file
/// @param builds published files whose mix of bits is not public
record LiteRtProfile(
        String name,
        String version,
        Basis basis,
        List<Efficiency> speed,
        List<Long> exports,
        int chunk,
        Spread base,
        Spread arenaRows,
        Spread packed,
        Spread firstLoad,
        Spread tables,
        Spread driver,
        Spread staging,
        Spread committed,
        List<Build> builds) {
    private static final String HELP = "rename it, or see ./dhurandhar runtimes litert-lm";
    private static final List<String> OWN =
            List.of(
                    "exports",
                    "chunk",
                    "base_bytes",
                    "arena_rows",
                    "packed_share",
                    "first_load_share",
                    "table_share",
                    "driver_bytes",
                    "staging_share",
                    "windows_copies",
                    "builds");
    private static final List<String> BUILD =
            List.of("model", "parameters", "file_bytes", "decoder_bytes", "table", "source");
    private static final int MOST_CHUNK = 65_536;

    /// A published file.
    ///
    /// @param parameters of the text model it was made from
    /// @param file bytes of the whole file, encoders included
    /// @param decoder bytes of the text decoder, its output head included
    /// @param table how the per-layer embedding table is stored
    record Build(
            String model,
            long parameters,
            long file,
            long decoder,
            WeightFormat table,
            String source) {}

    static LiteRtProfile of(MapNode yaml) {
        var fields = new ArrayList<>(Basis.FIELDS);
        fields.addAll(OWN);
        yaml.onlyKeys(fields, HELP);
        return new LiteRtProfile(
                yaml.text("name"),
                yaml.text("version"),
                Basis.of(yaml),
                Efficiency.of(yaml),
                exports(yaml),
                chunk(yaml),
                Spread.of(yaml, "base_bytes"),
                Spread.of(yaml, "arena_rows"),
                Spread.of(yaml, "packed_share"),
                Spread.of(yaml, "first_load_share"),
                Spread.of(yaml, "table_share"),
                Spread.of(yaml, "driver_bytes"),
                Spread.of(yaml, "staging_share"),
                Spread.of(yaml, "windows_copies"),
                builds(yaml));
    }

    private static List<Long> exports(MapNode yaml) {
        var sizes = Objects.requireNonNullElse(yaml.integers("exports"), List.<Long>of());
        long last = 0;
        for (long size : sizes) {
            if (size <= last) {
                last = Long.MAX_VALUE;
            } else {
                last = size;
            }
        }
        if (sizes.isEmpty() || last > Integer.MAX_VALUE) {
            throw yaml.wrong(
                    "exports",
                    Objects.requireNonNullElse(yaml.get("exports"), yaml),
                    "cache sizes in tokens, ascending");
        }
        return List.copyOf(sizes);
    }

    private static int chunk(MapNode yaml) {
        long chunk = yaml.integer("chunk");
        if (chunk < 1 || chunk > MOST_CHUNK) {
            throw yaml.wrong(
                    "chunk", Objects.requireNonNull(yaml.get("chunk")), "1 to " + MOST_CHUNK);
        }
        return (int) chunk;
    }

    private static List<Build> builds(MapNode yaml) {
        var list = yaml.list("builds");
        var found = new ArrayList<Build>();
        if (list != null) {
            for (var item : list.items()) {
                if (!(item instanceof MapNode build)) {
                    throw yaml.wrong("builds", item, "mappings with model and file_bytes");
                }
                build.onlyKeys(BUILD, HELP);
                found.add(
                        new Build(
                                build.text("model"),
                                build.integer("parameters"),
                                build.integer("file_bytes"),
                                build.integer("decoder_bytes"),
                                WeightFormat.byLabel(build.text("table")),
                                build.text("source")));
            }
        }
        return List.copyOf(found);
    }

    /// The published file of a model, or null where there is none.
    @Nullable Build build(Model model) {
        for (var build : builds) {
            if (build.parameters == model.parameters()) {
                return build;
            }
        }
        return null;
    }

    /// Cells of the smallest export that holds so many tokens, or 0 where none does.
    long cells(long context) {
        for (long size : exports) {
            if (size >= context) {
                return size;
            }
        }
        return 0;
    }
}
