package org.dhurandhar.kernel;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/// What users typed: replies that came on the stdin channel.
final class Answers {
    private volatile BlockingQueue<String> latest = new LinkedBlockingQueue<>();

    void take(Request reply) {
        if (reply.type().equals("input_reply")) {
            latest.add(reply.text("value"));
        }
    }

    /// Begins a question.
    ///
    /// @return where its answer comes; what comes for those before is dropped
    BlockingQueue<String> question() {
        var question = new LinkedBlockingQueue<String>();
        latest = question;
        return question;
    }
}
