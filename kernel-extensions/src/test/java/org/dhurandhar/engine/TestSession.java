package org.dhurandhar.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.dhurandhar.engine.Outcome.Done;
import org.dhurandhar.engine.Outcome.Failed;
import org.dhurandhar.magic.Standard;
import org.jspecify.annotations.Nullable;

/// A session with the standard settings, and what tests ask of it.
final class TestSession implements AutoCloseable {
    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");

    private final Session session = Session.start(Standard.settings());
    private int count;

    Session session() {
        return session;
    }

    Outcome run(String code, Frontend frontend) {
        return session.run(code, frontend, ++count);
    }

    /// The name that traces call the next cell by.
    String nextCell() {
        return "Cell " + (count + 1);
    }

    Recorded recorded(String code) {
        var recorded = new Recorded();
        assertThat(run(code, recorded)).as(code).isInstanceOf(Done.class);
        return recorded;
    }

    /// What a cell shows as text, or null.
    @Nullable String shows(String code) {
        var outcome = run(code, new Recorded());
        if (outcome instanceof Failed failed) {
            throw new AssertionError(code + " failed: " + plain(failed));
        }
        var result = ((Done) outcome).result();
        return result == null ? null : Recorded.text(result);
    }

    Failed fails(String code) {
        var outcome = run(code, new Recorded());
        assertThat(outcome).as(code).isInstanceOf(Failed.class);
        return (Failed) outcome;
    }

    static List<String> lines(Failed failed) {
        return failed.traceback().stream().map(l -> COLOUR.matcher(l).replaceAll("")).toList();
    }

    static String plain(Failed failed) {
        return String.join("\n", lines(failed));
    }

    @Override
    public void close() {
        session.close();
    }
}
