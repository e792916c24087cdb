package org.dhurandhar.notebook;

/// What was printed, as a terminal would leave it: a line that is begun again with a carriage
/// return is replaced, a backspace takes back. Of a long text the middle is left out.
final class StreamText {
    static final int MOST = 4 << 20;
    private static final int TAIL = MOST / 8;
    private static final int HEAD = MOST - TAIL;

    private final StringBuilder text = new StringBuilder();
    private int lineStart;
    private boolean returned;
    private long leftOut;

    void append(String more) {
        for (int i = 0; i < more.length(); i++) {
            append(more.charAt(i));
        }
        if (text.length() > MOST + TAIL) {
            int end = text.length() - TAIL;
            leftOut += end - HEAD;
            text.delete(HEAD, end);
            lineStart = Math.max(HEAD, lineStart - (end - HEAD));
        }
    }

    private void append(char c) {
        if (returned) {
            returned = false;
            if (c == '\b') {
                return;
            }
            if (c == '\n') {
                text.append('\r');
            } else {
                text.setLength(lineStart);
            }
        }
        if (c == '\r') {
            returned = true;
            return;
        }
        if (c == '\b' && text.length() > lineStart) {
            text.setLength(text.length() - 1);
            return;
        }
        text.append(c);
        if (c == '\n') {
            lineStart = text.length();
        }
    }

    boolean isEmpty() {
        return text.isEmpty() && !returned;
    }

    @Override
    public String toString() {
        var whole = text + (returned ? "\r" : "");
        if (leftOut == 0) {
            return whole;
        }
        return whole.substring(0, HEAD)
                + "%n... %,d characters are left out ...%n".formatted(leftOut).replace("\r\n", "\n")
                + whole.substring(HEAD);
    }
}
