package org.dhurandhar.kernel;

import java.util.concurrent.LinkedBlockingQueue;

/// What users typed: replies that came on the stdin channel.
final class Answers {
    private final LinkedBlockingQueue<String> typed = new LinkedBlockingQueue<>();

    void take(Request reply) {
        if (reply.type().equals("input_reply")) {
            typed.add(reply.text("value"));
        }
    }

    /// Drops answers to questions that are no longer asked.
    void forget() {
        typed.clear();
    }

    String next() throws InterruptedException {
        return typed.take();
    }
}
