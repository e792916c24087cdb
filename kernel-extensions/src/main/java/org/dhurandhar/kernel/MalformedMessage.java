package org.dhurandhar.kernel;

import java.io.Serial;

/// A message that does not keep to the protocol.
final class MalformedMessage extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    private final String what;

    MalformedMessage(String what) {
        super(what);
        this.what = what;
    }

    String what() {
        return what;
    }
}
