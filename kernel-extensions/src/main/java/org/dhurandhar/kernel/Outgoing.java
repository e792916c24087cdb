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
        String parent,
        String metadata,
        String content,
        List<byte[]> buffers) {
    static final String EMPTY = "{}";

    /// The answer to a request.
    static Outgoing reply(Request to, String type, JsonObject metadata, JsonObject content) {
        return new Outgoing(
                to.channel(),
                to.identities(),
                type,
                to.header(),
                metadata.toString(),
                content.toString(),
                List.of());
    }

    /// What all clients see.
    static Outgoing published(String parent, String type, JsonObject content) {
        return published(parent, type, EMPTY, content, List.of());
    }

    static Outgoing published(
            String parent, String type, String metadata, JsonObject content, List<byte[]> buffers) {
        var topic = ("kernel." + type).getBytes(StandardCharsets.UTF_8);
        return new Outgoing(
                Channel.IOPUB, List.of(topic), type, parent, metadata, content.toString(), buffers);
    }
}
