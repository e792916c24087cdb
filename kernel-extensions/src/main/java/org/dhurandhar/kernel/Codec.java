package org.dhurandhar.kernel;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// Frames of ZeroMQ to messages and back. Used by one thread.
final class Codec {
    /// The protocol's version whose messages are understood.
    static final String VERSION = "5.3";

    private static final byte[] DELIMITER = "<IDS|MSG>".getBytes(StandardCharsets.US_ASCII);
    private static final int PARTS = 4;

    private final Signer signer;
    private final String session = Long.toHexString(new SplittableRandom().nextLong());
    private long sent;

    Codec(Signer signer) {
        this.signer = signer;
    }

    /// Reads a message.
    ///
    /// @throws MalformedMessage where it is none, or its signature is wrong
    Request decode(Channel channel, List<byte[]> frames) {
        int delimiter = 0;
        while (delimiter < frames.size() && !Arrays.equals(frames.get(delimiter), DELIMITER)) {
            delimiter++;
        }
        int first = delimiter + 2;
        if (frames.size() < first + PARTS) {
            throw new MalformedMessage("a message of " + frames.size() + " frames");
        }
        var parts = frames.subList(first, first + PARTS);
        if (!signer.accepts(frames.get(delimiter + 1), parts)) {
            throw new MalformedMessage("a message with a wrong signature");
        }
        var type = object(parts.get(0)).get("msg_type");
        if (type == null || !type.isJsonPrimitive()) {
            throw new MalformedMessage("a message without a type");
        }
        return new Request(
                channel,
                List.copyOf(frames.subList(0, delimiter)),
                new String(parts.get(0), StandardCharsets.UTF_8),
                type.getAsString(),
                object(parts.get(2)),
                object(parts.get(3)),
                List.copyOf(frames.subList(first + PARTS, frames.size())));
    }

    private static JsonObject object(byte[] frame) {
        try {
            var text = new String(frame, StandardCharsets.UTF_8);
            if (JsonParser.parseString(text) instanceof JsonObject object) {
                return object;
            }
        } catch (JsonParseException e) {
            throw new MalformedMessage("a message that is no JSON: " + e.getMessage());
        } catch (StackOverflowError e) {
            throw new MalformedMessage("a message nested too deep");
        }
        throw new MalformedMessage("a message whose parts are no JSON objects");
    }

    /// The frames of a message.
    List<byte[]> encode(Outgoing message) {
        var parts =
                List.of(
                        bytes(header(message.type())),
                        bytes(message.parent()),
                        bytes(message.metadata()),
                        bytes(message.content()));
        var frames = new ArrayList<byte[]>(message.address());
        frames.add(DELIMITER);
        frames.add(signer.sign(parts));
        frames.addAll(parts);
        frames.addAll(message.buffers());
        return frames;
    }

    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }

    private String header(String type) {
        sent++;
        var header = new JsonObject();
        header.addProperty("msg_id", session + "_" + sent);
        header.addProperty("session", session);
        header.addProperty("username", "kernel");
        header.addProperty("date", Instant.now().truncatedTo(ChronoUnit.MICROS).toString());
        header.addProperty("msg_type", type);
        header.addProperty("version", VERSION);
        return header.toString();
    }
}
