package org.dhurandhar.kernel;

import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A message to be sent.
///
/// @param address identities of the client, or the topic
/// @param parent header of the request that it belongs to, `{}` for none
/// @param metadata and content: JSON
record Outgoing(
        Channel channel,
        List<byte[]> address,
        String type,
        byte[] parent,
        byte[] metadata,
        byte[] content,
        List<byte[]> buffers) {
    static final byte[] EMPTY = {'{', '}'};

    /// The answer to a request.
    static Outgoing reply(Request to, String type, JsonObject metadata, JsonObject content) {
        return new Outgoing(
                to.channel(),
                to.identities(),
                type,
                to.header(),
                json(metadata),
                json(content),
                List.of());
    }

    /// What all clients see.
    static Outgoing published(byte[] parent, String type, JsonObject content) {
        return published(parent, type, EMPTY, content, List.of());
    }

    static Outgoing published(
            byte[] parent, String type, byte[] metadata, JsonObject content, List<byte[]> buffers) {
        var topic = ("kernel." + type).getBytes(StandardCharsets.UTF_8);
        return new Outgoing(
                Channel.IOPUB, List.of(topic), type, parent, metadata, json(content), buffers);
    }

    static byte[] json(JsonObject object) {
        return object.isEmpty() ? EMPTY : object.toString().getBytes(StandardCharsets.UTF_8);
    }
}
