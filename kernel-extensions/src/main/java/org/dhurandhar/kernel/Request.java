package org.dhurandhar.kernel;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A message that came in with the right signature.
///
/// @param identities of the client, to be put before the reply
/// @param header as it came, which is the parent of all that answers it
/// @param buffers binary parts, of comms
record Request(
        Channel channel,
        List<byte[]> identities,
        String header,
        String type,
        JsonObject metadata,
        JsonObject content,
        List<byte[]> buffers) {

    /// A text of the content.
    ///
    /// @throws MalformedMessage where it is missing or no text
    String text(String name) {
        var value = content.get(name);
        if (value == null || !value.isJsonPrimitive()) {
            throw new MalformedMessage(type + " without " + name);
        }
        return value.getAsString();
    }

    /// A text of the content, or another where it is missing.
    String text(String name, String absent) {
        return isPrimitive(content.get(name)) ? content.get(name).getAsString() : absent;
    }

    boolean flag(String name, boolean absent) {
        var value = content.get(name);
        return (isPrimitive(value) && value.getAsJsonPrimitive().isBoolean())
                ? value.getAsBoolean()
                : absent;
    }

    int number(String name, int absent) {
        var value = content.get(name);
        return (isPrimitive(value) && value.getAsJsonPrimitive().isNumber())
                ? value.getAsBigDecimal().intValue()
                : absent;
    }

    JsonObject object(String name) {
        var value = content.get(name);
        return value instanceof JsonObject object ? object : new JsonObject();
    }

    private static boolean isPrimitive(@Nullable JsonElement value) {
        return value != null && value.isJsonPrimitive();
    }
}
