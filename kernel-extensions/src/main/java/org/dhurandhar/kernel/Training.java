package org.dhurandhar.kernel;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.dhurandhar.DhurandharException;

/// Runs a kernel through what notebooks do, for the virtual machine to record: `Training`, with
/// `-XX:AOTCacheOutput`. It speaks to the kernel over sockets of this machine, as Jupyter does.
public final class Training {
    private static final int WRONG_USE = 2;

    private static final List<String> CELLS =
            List.of(
                    "1 + 1",
                    "System.out.println(\"out\"); System.err.println(\"err\");",
                    "int twice(int n) { return 2 * n; }\ntwice(21)",
                    "record Pair(int a, String b) {}\nnew Pair(1, \"b\")",
                    "var fit = model(\"gemma4-e2b\").context(32768).quant(4);",
                    "fit.on(\"pixel-10-pro\")",
                    "fit.footprint()",
                    "fit.on(\"galaxy-s25\", \"pixel-10-pro\").contexts(4096, 32768)",
                    "display(fit.footprint().plot());",
                    "var shown = display(\"<b>0</b>\", \"text/html\");\nupdateDisplay(shown, \"<b>1</b>\", \"text/html\");\nclearOutput();",
                    "List.of(1, 2, 3).stream().map(i -> i * i).toList()",
                    "%time twice(4)",
                    "model(\"no-such-model\")",
                    "int zero = 0;\n1 / zero",
                    "String wrong = 5;");

    private static final List<String> COMPLETED =
            List.of("Dhurandhar.model(\"gemma4-e2b\").con", "fit.foot", "Math.ab", "%ti");

    private Training() {}

    /// Takes the training and ends the process.
    public static void main(String[] args) {
        try {
            var folder = Files.createTempDirectory("dhurandhar-training");
            try {
                System.setProperty("dhurandhar.history", folder.resolve("history").toString());
                train(folder);
            } finally {
                delete(folder);
            }
        } catch (DhurandharException e) {
            System.err.println(e.getMessage());
            System.exit(WRONG_USE);
        } catch (IOException e) {
            System.err.println(e);
            System.exit(WRONG_USE);
        }
        System.exit(0);
    }

    private static void train(Path folder) throws IOException {
        var file = folder.resolve("connection.json");
        Files.writeString(file, connection(), StandardCharsets.UTF_8);
        OwnerOnly.mend(file);
        Kernel.main(new String[] {file.toString()});
        try (var client = new TrainingClient(ConnectionFile.read(file))) {
            client.ask("kernel_info_request", new JsonObject());
            client.ask("comm_info_request", new JsonObject());
            for (var cell : CELLS) {
                client.ask("is_complete_request", code(cell));
                client.ask("execute_request", code(cell));
            }
            for (var code : COMPLETED) {
                client.ask("complete_request", code(code));
                client.ask("inspect_request", code(code));
            }
            client.ask("inspect_request", code("model"));
            client.interrupted(code("System.out.println(\"on\");\nwhile (true) { }"));
            var tail = new JsonObject();
            tail.addProperty("hist_access_type", "tail");
            client.ask("history_request", tail);
        }
    }

    private static JsonObject code(String code) {
        var content = new JsonObject();
        content.addProperty("code", code);
        return content;
    }

    /// What Jupyter would write: free ports of this machine and a key.
    private static String connection() throws IOException {
        var json = new JsonObject();
        json.addProperty("transport", "tcp");
        json.addProperty("ip", "127.0.0.1");
        json.addProperty("key", UUID.randomUUID().toString());
        json.addProperty("signature_scheme", "hmac-sha256");
        var taken = new ArrayList<ServerSocket>();
        try {
            for (var channel : Channel.values()) {
                var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                taken.add(socket);
                json.addProperty(channel.port, socket.getLocalPort());
            }
        } finally {
            for (var socket : taken) {
                socket.close();
            }
        }
        return json.toString();
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
