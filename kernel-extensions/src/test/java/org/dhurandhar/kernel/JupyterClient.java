package org.dhurandhar.kernel;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/// The other end of the protocol, written by its text and not with the kernel's classes.
final class JupyterClient implements AutoCloseable {
    /// Far more than anything needs: tests run beside others.
    static final long PATIENCE_MILLIS = 90_000;

    private final ZContext context = new ZContext(1);
    private final Map<Channel, ZMQ.Socket> sockets = new EnumMap<>(Channel.class);
    private final Deque<Received> kept = new ArrayDeque<>();
    private final String session = UUID.randomUUID().toString();
    private final String key;

    /// How `input_request` is answered.
    String typed = "";

    JupyterClient(JsonObject connection, String key) {
        this.key = key;
        connect(connection, Channel.IOPUB, "iopub_port", SocketType.SUB);
        socket(Channel.IOPUB).subscribe(ZMQ.SUBSCRIPTION_ALL);
        connect(connection, Channel.SHELL, "shell_port", SocketType.DEALER);
        connect(connection, Channel.CONTROL, "control_port", SocketType.DEALER);
        connect(connection, Channel.STDIN, "stdin_port", SocketType.DEALER);
        connect(connection, Channel.HEARTBEAT, "hb_port", SocketType.REQ);
    }

    private void connect(JsonObject connection, Channel channel, String port, SocketType type) {
        var socket = context.createSocket(type);
        socket.setLinger(0);
        socket.setRcvHWM(0);
        socket.setIdentity(session.getBytes(StandardCharsets.US_ASCII));
        socket.connect("tcp://127.0.0.1:" + connection.get(port).getAsInt());
        sockets.put(channel, socket);
    }

    ZMQ.Socket socket(Channel channel) {
        return sockets.get(channel);
    }

    /// Waits until nothing that is published is missed.
    JupyterClient ready() {
        var welcome = next(m -> m.type().equals("iopub_welcome"), PATIENCE_MILLIS);
        if (welcome == null) {
            throw new AssertionError("no welcome");
        }
        return this;
    }

    static JsonObject code(String code) {
        var content = new JsonObject();
        content.addProperty("code", code);
        return content;
    }

    static JsonObject json(String json) {
        return JsonParser.parseString(json).getAsJsonObject();
    }

    /// Sends a request and does not wait.
    ///
    /// @return its id
    String send(Channel channel, String type, JsonObject content) {
        return send(channel, type, content, key);
    }

    String send(Channel channel, String type, JsonObject content, String withKey) {
        var header = new JsonObject();
        var id = UUID.randomUUID().toString();
        header.addProperty("msg_id", id);
        header.addProperty("session", session);
        header.addProperty("username", "tester");
        header.addProperty("date", "2026-01-02T03:04:05.678901Z");
        header.addProperty("msg_type", type);
        header.addProperty("version", "5.3");
        raw(channel, withKey, header.toString(), "{}", "{}", content.toString());
        return id;
    }

    /// Sends four parts with a signature, whatever they are.
    void raw(Channel channel, String withKey, String... parts) {
        var frames = new ArrayList<byte[]>();
        frames.add(bytes("<IDS|MSG>"));
        frames.add(bytes(signature(withKey, parts)));
        for (var part : parts) {
            frames.add(bytes(part));
        }
        frames(channel, frames);
    }

    void frames(Channel channel, List<byte[]> frames) {
        for (int i = 0; i < frames.size(); i++) {
            socket(channel).send(frames.get(i), i < frames.size() - 1 ? ZMQ.SNDMORE : 0);
        }
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String signature(String key, String... parts) {
        if (key.isEmpty()) {
            return "";
        }
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(bytes(key), "HmacSHA256"));
            for (var part : parts) {
                mac.update(bytes(part));
            }
            return HexFormat.of().formatHex(mac.doFinal());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    Ran run(String code) {
        return ask("execute_request", json("{'allow_stdin': true}"), code);
    }

    Ran run(String code, String more) {
        return ask("execute_request", json(more), code);
    }

    private Ran ask(String type, JsonObject content, String code) {
        content.addProperty("code", code);
        return ask(type, content);
    }

    Ran ask(String type, JsonObject content) {
        return await(send(Channel.SHELL, type, content));
    }

    /// Waits for the reply to a request and for idle, and answers questions meanwhile.
    Ran await(String id) {
        Received reply = null;
        var published = new ArrayList<Received>();
        boolean idle = false;
        while (reply == null || !idle) {
            var message = next(m -> m.parentId().equals(id), PATIENCE_MILLIS);
            if (message == null) {
                throw new AssertionError("no end of " + id + "; reply " + reply + ", " + published);
            }
            switch (message.channel()) {
                case SHELL, CONTROL -> reply = message;
                case STDIN ->
                        send(Channel.STDIN, "input_reply", json("{'value': '" + typed + "'}"));
                default -> {
                    published.add(message);
                    idle =
                            message.type().equals("status")
                                    && message.text("execution_state").equals("idle");
                }
            }
        }
        return new Ran(id, reply.content(), published);
    }

    /// The next message that a test waits for, or null; others are kept for later.
    Received next(Predicate<Received> wanted, long millis) {
        for (var message : kept) {
            if (wanted.test(message)) {
                kept.remove(message);
                return message;
            }
        }
        long end = System.nanoTime() + millis * 1_000_000;
        try (var poller = context.createPoller(4)) {
            var channels = List.of(Channel.SHELL, Channel.CONTROL, Channel.STDIN, Channel.IOPUB);
            channels.forEach(c -> poller.register(socket(c), ZMQ.Poller.POLLIN));
            while (System.nanoTime() < end) {
                poller.poll(Math.max(1, (end - System.nanoTime()) / 1_000_000));
                for (int i = 0; i < channels.size(); i++) {
                    if (poller.pollin(i)) {
                        kept.addLast(receive(channels.get(i)));
                    }
                }
                for (var message : kept) {
                    if (wanted.test(message)) {
                        kept.remove(message);
                        return message;
                    }
                }
            }
        }
        return null;
    }

    private Received receive(Channel channel) {
        var socket = socket(channel);
        var frames = new ArrayList<String>();
        do {
            frames.add(new String(socket.recv(), StandardCharsets.UTF_8));
        } while (socket.hasReceiveMore());
        int at = frames.indexOf("<IDS|MSG>");
        var parts = frames.subList(at + 2, at + 6).toArray(String[]::new);
        if (!frames.get(at + 1).equals(signature(key, parts))) {
            throw new AssertionError("the kernel's signature is wrong: " + frames);
        }
        return new Received(channel, json(parts[0]), json(parts[1]), json(parts[3]));
    }

    @Override
    public void close() {
        context.close();
    }
}
