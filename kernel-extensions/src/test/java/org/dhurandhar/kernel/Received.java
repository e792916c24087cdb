package org.dhurandhar.kernel;

import com.google.gson.JsonObject;

/// A message that a client got.
record Received(Channel channel, JsonObject header, JsonObject parent, JsonObject content) {
    String type() {
        return header.get("msg_type").getAsString();
    }

    /// The id of the request that it belongs to, or nothing.
    String parentId() {
        var id = parent.get("msg_id");
        return id == null ? "" : id.getAsString();
    }

    String text(String name) {
        return content.get(name).getAsString();
    }
}
