package org.dhurandhar.kernel;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A kernel as Jupyter starts one: a process, a connection file, a client.
final class KernelProcess implements AutoCloseable {
    static final String KEY = "3d0cafe5-b4b1d8a8f6c3cdbd";

    final Path folder;
    final Process process;
    final JupyterClient client;

    private KernelProcess(Path folder, Process process, JupyterClient client) {
        this.folder = folder;
        this.process = process;
        this.client = client;
    }

    static KernelProcess start(Path folder) throws IOException {
        return start(folder, Map.of());
    }

    static KernelProcess start(Path folder, Map<String, String> environment) throws IOException {
        var connection = connection(KEY);
        var file = write(folder, connection);
        return new KernelProcess(
                folder, launch(folder, file, environment), new JupyterClient(connection, KEY));
    }

    /// The virtual machine that runs these tests, with their class path.
    static Process launch(Path folder, Path file, Map<String, String> environment)
            throws IOException {
        var classPath =
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"));
        var builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-modules",
                        "jdk.incubator.vector",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Djava.awt.headless=true",
                        "-Ddhurandhar.history=" + folder.resolve("history"),
                        "-cp",
                        classPath,
                        "org.dhurandhar.kernel.Kernel",
                        file.toString());
        builder.environment().remove("JPY_PARENT_PID");
        builder.environment().putAll(environment);
        builder.redirectOutput(folder.resolve("out.txt").toFile());
        builder.redirectError(folder.resolve("err.txt").toFile());
        return builder.start();
    }

    /// Free ports of this machine.
    static JsonObject connection(String key) throws IOException {
        var json = new JsonObject();
        var taken = new ArrayList<ServerSocket>();
        for (var name :
                List.of("shell_port", "iopub_port", "stdin_port", "control_port", "hb_port")) {
            var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            taken.add(socket);
            json.addProperty(name, socket.getLocalPort());
        }
        for (var socket : taken) {
            socket.close();
        }
        json.addProperty("ip", "127.0.0.1");
        json.addProperty("transport", "tcp");
        json.addProperty("key", key);
        json.addProperty("signature_scheme", "hmac-sha256");
        return json;
    }

    static Path write(Path folder, JsonObject connection) throws IOException {
        var file = Files.writeString(folder.resolve("kernel.json"), connection.toString());
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file;
    }

    /// What the kernel said on standard error, without what the virtual machine says itself.
    String complaints() throws IOException {
        return String.join(
                "\n",
                Files.readAllLines(folder.resolve("err.txt")).stream()
                        .filter(l -> l.startsWith("dhurandhar kernel: "))
                        .toList());
    }

    boolean endsWithin(long millis) throws InterruptedException {
        return process.waitFor(millis, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        client.close();
        process.destroyForcibly();
    }
}
