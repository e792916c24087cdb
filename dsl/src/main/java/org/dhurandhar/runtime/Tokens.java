package org.dhurandhar.runtime;

import java.util.Objects;
import org.dhurandhar.document.MapNode;

/// Numbers of tokens in profiles.
final class Tokens {
    private static final long MOST = 1 << 20;

    private Tokens() {}

    /// A field of 1 to 2^20 tokens.
    static int of(MapNode yaml, String key) {
        long tokens = yaml.integer(key);
        if (tokens < 1 || tokens > MOST) {
            throw yaml.wrong(key, Objects.requireNonNull(yaml.get(key)), "1 to " + MOST);
        }
        return (int) tokens;
    }
}
