package org.dhurandhar.kernel;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.dhurandhar.DhurandharException;
import org.jspecify.annotations.Nullable;

/// Where a kernel listens, and the key that its messages are signed with.
///
/// @param ip as written in the file, such as `127.0.0.1`
/// @param key empty: messages are not signed
record ConnectionFile(String ip, Map<Channel, Integer> ports, String key, String scheme) {
    private static final int HIGHEST_PORT = 65_535;

    ConnectionFile {
        ports = Map.copyOf(ports);
    }

    /// The address of a channel, as ZeroMQ writes it.
    String address(Channel channel) {
        var host = ip.indexOf(':') >= 0 && !ip.startsWith("[") ? "[" + ip + "]" : ip;
        return "tcp://" + host + ":" + ports.get(channel);
    }

    /// Reads a file as Jupyter writes it.
    ///
    /// @throws DhurandharException where it is missing, or lacks what a kernel needs
    static ConnectionFile read(Path file) {
        JsonObject json;
        try {
            json =
                    JsonParser.parseString(Files.readString(file, StandardCharsets.UTF_8))
                            .getAsJsonObject();
        } catch (IOException e) {
            throw wrong(file + " cannot be read", "a connection file that Jupyter wrote");
        } catch (JsonParseException | IllegalStateException e) {
            throw wrong(file + " is not a JSON object", "a connection file that Jupyter wrote");
        }
        var transport = text(file, json, "transport", "tcp");
        if (!transport.equals("tcp")) {
            throw wrong(file + ": transport " + transport, "tcp");
        }
        var ports = new EnumMap<Channel, Integer>(Channel.class);
        for (var channel : Channel.values()) {
            ports.put(channel, port(file, json, channel.port));
        }
        return new ConnectionFile(
                text(file, json, "ip", null),
                ports,
                text(file, json, "key", ""),
                text(file, json, "signature_scheme", "hmac-sha256"));
    }

    private static String text(Path file, JsonObject json, String name, @Nullable String absent) {
        JsonElement value = json.get(name);
        if (value == null && absent != null) {
            return absent;
        }
        if (value == null || !value.isJsonPrimitive()) {
            throw wrong(file + " lacks " + name, "text under \"" + name + "\"");
        }
        return value.getAsString();
    }

    private static int port(Path file, JsonObject json, String name) {
        JsonElement value = json.get(name);
        if (value != null && value.isJsonPrimitive() && value.getAsString().matches("\\d{1,5}")) {
            int port = value.getAsInt();
            if (port > 0 && port <= HIGHEST_PORT) {
                return port;
            }
        }
        throw wrong(
                file + ": " + name + " is " + (value == null ? "missing" : value),
                "a port from 1 to " + HIGHEST_PORT);
    }

    private static DhurandharException wrong(String what, String expected) {
        return DhurandharException.because("ConnectionFile", what)
                .expected(expected)
                .fix("let Jupyter start the kernel: jupyter console --kernel dhurandhar");
    }
}
