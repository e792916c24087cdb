package org.dhurandhar.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dhurandhar.kernel.JupyterClient.code;
import static org.dhurandhar.kernel.JupyterClient.json;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// How kernels begin and end.
@Tag("kernel")
class KernelLifeTest {
    private static final long LONG_MILLIS = JupyterClient.PATIENCE_MILLIS;

    @TempDir Path folder;

    @Test
    void a_shutdown_is_replied_to_and_leaves_no_process() throws Exception {
        try (var kernel = KernelProcess.start(folder)) {
            var client = kernel.client.ready();
            client.run("Thread.ofPlatform().start(() -> { while (true) { } });");
            var id = client.send(Channel.SHELL, "execute_request", code("while (true) { }"));
            client.next(
                    m -> m.parentId().equals(id) && m.type().equals("execute_input"), LONG_MILLIS);
            var shutdown =
                    client.send(Channel.CONTROL, "shutdown_request", json("{'restart': true}"));
            var reply = client.next(m -> m.channel() == Channel.CONTROL, LONG_MILLIS);
            assertThat(reply.parentId()).isEqualTo(shutdown);
            assertThat(reply.content()).isEqualTo(json("{'status': 'ok', 'restart': true}"));
            assertThat(kernel.endsWithin(LONG_MILLIS)).isTrue();
            assertThat(kernel.process.exitValue()).isZero();
            assertThat(kernel.process.descendants()).isEmpty();
        }
    }

    @Test
    void a_shutdown_on_the_shell_channel_works_as_well() throws Exception {
        try (var kernel = KernelProcess.start(folder)) {
            var client = kernel.client.ready();
            client.send(Channel.SHELL, "shutdown_request", new JsonObject());
            assertThat(client.next(m -> m.channel() == Channel.SHELL, LONG_MILLIS).content())
                    .isEqualTo(json("{'status': 'ok', 'restart': false}"));
            assertThat(kernel.endsWithin(LONG_MILLIS)).isTrue();
        }
    }

    @Test
    void it_ends_when_its_server_dies() throws Exception {
        var server = new ProcessBuilder("sleep", "600").start();
        var environment = Map.of("JPY_PARENT_PID", String.valueOf(server.pid()));
        try (var kernel = KernelProcess.start(folder, environment)) {
            kernel.client.ready();
            assertThat(kernel.process.isAlive()).isTrue();
            server.destroyForcibly().waitFor();
            assertThat(kernel.endsWithin(LONG_MILLIS)).isTrue();
        } finally {
            server.destroyForcibly();
        }
    }

    @Test
    void the_history_outlives_its_session() throws Exception {
        try (var kernel = KernelProcess.start(folder)) {
            kernel.client.ready().run("int first = 1;");
            kernel.client.run("first + 1");
            kernel.client.run("3", "{'store_history': false}");
            kernel.client.send(Channel.CONTROL, "shutdown_request", new JsonObject());
            assertThat(kernel.endsWithin(LONG_MILLIS)).isTrue();
        }
        try (var kernel = KernelProcess.start(folder)) {
            var client = kernel.client.ready();
            client.run("int second = 2;");
            var tail = json("{'hist_access_type': 'tail', 'n': 9, 'raw': true, 'output': true}");
            assertThat(client.ask("history_request", tail).reply().get("history").toString())
                    .isEqualTo(
                            "[[1,1,[\"int first = 1;\",null]],[1,2,[\"first + 1\",\"2\"]],"
                                    + "[2,1,[\"int second = 2;\",null]]]");
        }
    }

    @Test
    void a_connection_file_that_others_can_read_is_closed_to_them() throws Exception {
        try (var kernel = KernelProcess.start(folder)) {
            var file = folder.resolve("kernel.json");
            kernel.client.ready();
            assertThat(kernel.complaints()).isEmpty();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
        var connection = KernelProcess.connection(KernelProcess.KEY);
        var file = KernelProcess.write(folder, connection);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        var process = KernelProcess.launch(folder, file, Map.of());
        try (var client = new JupyterClient(connection, KernelProcess.KEY)) {
            client.ready();
            client.ask("kernel_info_request", new JsonObject());
            client.send(Channel.CONTROL, "shutdown_request", new JsonObject());
            assertThat(process.waitFor(LONG_MILLIS, TimeUnit.MILLISECONDS)).isTrue();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(Files.readString(folder.resolve("err.txt")))
                    .contains(file + " could be read by others; now its owner alone can");
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void without_a_key_nothing_is_signed() throws Exception {
        var connection = KernelProcess.connection("");
        var file = KernelProcess.write(folder, connection);
        var process = KernelProcess.launch(folder, file, Map.of());
        try (var client = new JupyterClient(connection, "")) {
            assertThat(client.ready().run("1 + 1").result()).isEqualTo("2");
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void a_missing_connection_file_is_told_in_three_lines() throws Exception {
        var file = folder.resolve("none.json");
        var process = KernelProcess.launch(folder, file, Map.of());
        assertThat(process.waitFor(LONG_MILLIS, TimeUnit.MILLISECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(2);
        assertThat(Files.readString(folder.resolve("err.txt")))
                .endsWith(
                        "ConnectionFile: "
                                + file
                                + " cannot be read\n"
                                + "  expected: a connection file that Jupyter wrote\n"
                                + "  try:    let Jupyter start the kernel: jupyter console"
                                + " --kernel dhurandhar\n");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void it_listens_where_its_connection_file_says_and_nowhere_else() throws Exception {
        try (var kernel = KernelProcess.start(folder)) {
            kernel.client.ready().run("1 + 1");
            var named = new TreeSet<String>();
            var file = json(Files.readString(folder.resolve("kernel.json")));
            for (var channel : Channel.values()) {
                named.add("127.0.0.1:" + file.get(channel.port).getAsInt());
            }
            assertThat(listening(kernel.process.pid())).isEqualTo(named);
        }
    }

    /// Addresses that a process listens on, of both versions of IP; others as they stand in /proc.
    private static Set<String> listening(long pid) throws IOException {
        var inodes = new TreeSet<String>();
        try (var descriptors = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            for (var descriptor : descriptors.toList()) {
                var link = Files.readSymbolicLink(descriptor).toString();
                if (link.startsWith("socket:[")) {
                    inodes.add(link.substring("socket:[".length(), link.length() - 1));
                }
            }
        }
        var addresses = new TreeSet<String>();
        for (var table : List.of("tcp", "tcp6")) {
            for (var line : Files.readAllLines(Path.of("/proc/" + pid + "/net/" + table))) {
                var fields = line.strip().split("\\s+", -1);
                if (fields[3].equals("0A") && inodes.contains(fields[9])) {
                    addresses.add(readable(fields[1]));
                }
            }
        }
        return addresses;
    }

    private static String readable(String address) {
        var parts = address.split(":", -1);
        int port = Integer.parseInt(parts[1], 16);
        return switch (parts[0]) {
            case "0100007F", "0000000000000000FFFF00000100007F" -> "127.0.0.1:" + port;
            default -> parts[0] + ":" + port;
        };
    }
}
