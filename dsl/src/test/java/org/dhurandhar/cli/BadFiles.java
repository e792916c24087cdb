package org.dhurandhar.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.dhurandhar.model.SafetensorsWriter;
import org.dhurandhar.model.WeightFormat;

/// Writes the files that the bad inputs name: damaged, hostile, misspelt or empty.
final class BadFiles {
    private final Path folder;

    private BadFiles(Path folder) {
        this.folder = folder;
    }

    static void write(Path folder) throws IOException {
        Files.createDirectory(folder.resolve("nothing-here"));
        Files.createDirectory(folder.resolve("heads80"));
        var files = new BadFiles(folder);
        files.yaml();
        files.configurations();
        files.headers();
    }

    private void yaml() throws IOException {
        text("misspelt.yaml", "name: m\nfamily: f\nparam_count_b: 1\nnum_layer: 3\n");
        text("misspelt-profile.yaml", "name: x\nconfig:\n  model_type: llama\nsorce: y\n");
        text(
                "misspelt-config.yaml",
                "name: x\nconfig:\n  model_type: llama\n  num_hidden_layer: 3\n");
        text("misspelt-section.yaml", "name: x\nconfg:\n  model_type: llama\n");
        var encoder = "name: x\nconfig:\n  model_type: llama\nencoders:\n";
        text("odd-encoder.yaml", encoder + "  - kind: smell\n    parameters: 1\n");
        text("vast-encoder.yaml", encoder + "  - kind: audio\n    parameters: 2000000000000\n");
        text("misspelt-device.yaml", "name: d\nram_gb: 3\n");
        text("negative-device.yaml", "name: d\nram_gib: -3\n");
        var device = "name: d\nram_gib: 2\n";
        text("vast-budget.yaml", device + "ram_budget_mib: 4096\n");
        text("sustained.yaml", device + "memory:\n  gb_per_s: 10\n  sustained_gb_per_s: 20\n");
        text("iops.yaml", device + "storage:\n  random_4k_iops: 1000\n  random_4k_mb_per_s: 100\n");
        text("bomb.yaml", "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n");
        text("garbage.yaml", "\t%%%: [unclosed\n");
        text("empty.yaml", "");
        text("list.yaml", "- 1\n- 2\n");
        text("number.yaml", "name: x\nconfig: 3\n");
    }

    private void configurations() throws IOException {
        text("layers.json", "{\"model_type\":\"llama\",\n\"num_hidden_layers\":2000000000}");
        text("negative.json", "{\"model_type\":\"llama\",\n\"num_hidden_layers\":-3}");
        text("words.json", "{\"model_type\":\"llama\",\n\"hidden_size\":\"wide\"}");
        text("strange.json", "{\"model_type\":\"lama9\"}");
        text("hopeless.json", "{\"model_type\":\"zzzzzzzzzzzzzzzzzzz\"}");
        text("nameless.json", "{\"hidden_size\":8}");
        text("cut.json", "{\"a\"");
        text("list.json", "[]");
        text("zero-heads.json", "{\"model_type\":\"llama\",\n\"num_attention_heads\":0}");
        text("zero-kv-heads.json", "{\"model_type\":\"llama\",\n\"num_key_value_heads\":0}");
        text("latent.json", "{\"model_type\":\"deepseek_v3\"}");
        text(
                "heads80/config.json",
                """
                {"model_type":"llama","hidden_size":320,"num_hidden_layers":2,
                "num_attention_heads":4,"num_key_value_heads":2,"head_dim":80,
                "intermediate_size":640,"vocab_size":512}\
                """);
    }

    private void headers() throws IOException {
        text("plain.bin", "x");
        Files.createDirectory(folder.resolve("many"));
        for (var part : List.of("a-00001-of-00002", "a-00002-of-00002", "b", "mmproj")) {
            text("many/" + part + ".gguf", "");
        }
        new SafetensorsWriter()
                .tensor("model.norm.weight", WeightFormat.F16, 8)
                .write(folder.resolve("alone.safetensors"));
        text("cut.gguf", "GGUF\3\0\0\0");
        text("empty.gguf", "");
        var noise = new byte[400];
        Arrays.fill(noise, (byte) 0x5a);
        Files.write(folder.resolve("noise.gguf"), noise);
        bytes("giant.gguf", "GGUF\3\0\0\0", 0xff, 8, 0xff, 8);
        var hostile = new byte[10];
        hostile[7] = (byte) 0x80;
        hostile[8] = '{';
        hostile[9] = '}';
        Files.write(folder.resolve("hostile.safetensors"), hostile);
    }

    private void text(String name, String content) throws IOException {
        Files.writeString(folder.resolve(name), content);
    }

    /// A text, then runs of one byte each.
    private void bytes(String name, String head, int... runs) throws IOException {
        var out = new java.io.ByteArrayOutputStream();
        out.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
        for (int i = 0; i < runs.length; i += 2) {
            for (int n = 0; n < runs[i + 1]; n++) {
                out.write(runs[i]);
            }
        }
        Files.write(folder.resolve(name), out.toByteArray());
    }
}
