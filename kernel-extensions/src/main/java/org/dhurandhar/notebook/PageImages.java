package org.dhurandhar.notebook;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Pictures that Markdown names: attached to the cell, or files beside the notebook.
final class PageImages {
    private static final long MOST = 16L << 20;
    private static final Map<String, String> TYPES =
            Map.of(
                    "png", "image/png",
                    "jpg", "image/jpeg",
                    "jpeg", "image/jpeg",
                    "gif", "image/gif",
                    "webp", "image/webp",
                    "svg", "image/svg+xml");

    private final Path folder;

    PageImages(Path folder) {
        this.folder = folder;
    }

    /// Finds one: a data URI, or null where there is no such picture
    @Nullable String find(String address, Map<String, String> attached) {
        var name = decoded(address);
        if (name.startsWith("attachment:")) {
            return attached.get(name.substring("attachment:".length()));
        }
        var type = TYPES.get(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
        if (type == null || name.contains(":") || name.startsWith("//")) {
            return null;
        }
        try {
            var file = folder.resolve(name);
            if (!Files.isRegularFile(file) || Files.size(file) > MOST) {
                return null;
            }
            return data(type, Files.readAllBytes(file));
        } catch (IOException | InvalidPathException e) {
            return null;
        }
    }

    private static String decoded(String address) {
        try {
            return URLDecoder.decode(address.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // A percent sign that stands for itself.
            return address;
        }
    }

    static String data(String type, byte[] bytes) {
        return "data:" + type + ";base64," + Base64.getEncoder().encodeToString(bytes);
    }
}
