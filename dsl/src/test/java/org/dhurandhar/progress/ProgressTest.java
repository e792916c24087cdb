package org.dhurandhar.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.dhurandhar.Dhurandhar;
import org.dhurandhar.progress.Standing.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ProgressTest {
    private static final long MILLISECOND = 1_000_000;

    private long now = 5;
    private int looks;
    private final List<Standing> shown = new ArrayList<>();
    private int opened;

    private Progress job(long total) {
        return new Progress("Reading shards", total, "shard", new Watched());
    }

    /// A clock that stands, and a screen that remembers.
    private final class Watched implements Surroundings {
        @Override
        public long nanoTime() {
            looks++;
            return now;
        }

        @Override
        public ProgressScreen.Line openLine() {
            opened++;
            return shown::add;
        }
    }

    private List<String> lines() {
        return shown.stream().map(Standing::text).toList();
    }

    @AfterEach
    void clear_the_interrupt() {
        Thread.interrupted();
    }

    @Test
    void a_short_job_is_never_shown_and_no_screen_is_looked_for() {
        try (var progress = job(4)) {
            for (int i = 0; i < 4; i++) {
                now += 124 * MILLISECOND;
                progress.step();
            }
        }
        assertThat(opened).isZero();
        assertThat(shown).isEmpty();
    }

    @Test
    void a_long_job_is_shown_after_half_a_second_and_ends_done() {
        try (var progress = job(4)) {
            for (int i = 0; i < 4; i++) {
                now += 800 * MILLISECOND;
                progress.step();
            }
        }
        assertThat(opened).isEqualTo(1);
        assertThat(lines())
                .containsExactly(
                        "Reading shards: 1 of 4 shards, 25%, 1.3 shards/s, 2.4 s left",
                        "Reading shards: 2 of 4 shards, 50%, 1.3 shards/s, 1.6 s left",
                        "Reading shards: 3 of 4 shards, 75%, 1.3 shards/s, 0.8 s left",
                        "Reading shards: 4 of 4 shards, 100%, 1.3 shards/s, 0.0 s left",
                        "Reading shards: 4 shards done in 3.2 s, 1.3 shards/s");
    }

    @Test
    void it_is_shown_five_times_a_second_at_most() {
        try (var progress = job(1_000)) {
            for (int i = 0; i < 1_000; i++) {
                now += 2 * MILLISECOND;
                progress.step();
            }
        }
        assertThat(shown).hasSizeBetween(7, 9);
        assertThat(shown.getLast().state()).isEqualTo(State.DONE);
    }

    @Test
    void fast_steps_hardly_look_at_the_clock() {
        try (var progress = job(1_000_000)) {
            for (int i = 0; i < 1_000_000; i++) {
                now += 10;
                progress.step();
            }
        }
        assertThat(looks).isLessThan(1_100);
    }

    @Test
    void steps_that_become_slow_are_seen_soon() {
        try (var progress = job(1_000_000)) {
            for (int i = 0; i < 100_000; i++) {
                now += 10;
                progress.step();
            }
            for (int i = 0; i < 1_200; i++) {
                now += MILLISECOND;
                progress.step();
            }
            assertThat(shown).isNotEmpty();
        }
    }

    @Test
    void a_job_that_stops_early_has_failed() {
        assertThatThrownBy(
                        () -> {
                            try (var progress = job(40)) {
                                now += 600 * MILLISECOND;
                                progress.step(12);
                                throw new IllegalStateException("no such shard");
                            }
                        })
                .isInstanceOf(IllegalStateException.class);
        assertThat(lines()).last().isEqualTo("Reading shards: failed after 12 of 40 shards, 0.6 s");
    }

    @Test
    void a_job_that_says_so_is_done_early() {
        try (var progress = job(40)) {
            now += 600 * MILLISECOND;
            progress.step(12);
            progress.done();
        }
        assertThat(lines())
                .last()
                .isEqualTo("Reading shards: 12 shards done in 0.6 s, 20 shards/s");
    }

    @Test
    void an_interrupt_stops_it_and_stays() {
        try (var progress = job(40)) {
            now += 600 * MILLISECOND;
            progress.step(12);
            Thread.currentThread().interrupt();
            assertThatThrownBy(progress::step)
                    .isInstanceOf(InterruptedWork.class)
                    .hasMessage("Reading shards: interrupted after 13 of 40 shards");
        }
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
        assertThat(lines())
                .last()
                .isEqualTo("Reading shards: interrupted after 13 of 40 shards, 0.6 s");
        assertThat(shown.stream().filter(Standing::ended)).hasSize(1);
    }

    @Test
    void an_interrupt_of_the_thread_that_began_it_stops_its_helpers() {
        var thrown = new ArrayList<Throwable>();
        try (var progress = job(40)) {
            Thread.currentThread().interrupt();
            var helper = new Thread(progress::step);
            helper.setUncaughtExceptionHandler((thread, e) -> thrown.add(e));
            helper.start();
            joined(helper);
        }
        assertThat(thrown).singleElement().isInstanceOf(InterruptedWork.class);
    }

    /// Waits although this thread is interrupted, and leaves it so.
    private static void joined(Thread thread) {
        while (thread.isAlive()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void an_unknown_total_shows_what_is_done() {
        try (var progress = new Progress("Reading", -1, "byte", new Watched())) {
            now += 2_000 * MILLISECOND;
            progress.step(3 << 20);
            progress.done();
        }
        assertThat(lines())
                .containsExactly(
                        "Reading: 3.0 MiB, 1.5 MiB/s, 2.0 s so far",
                        "Reading: 3.0 MiB done in 2.0 s, 1.5 MiB/s");
    }

    @Test
    void slow_units_and_long_times_are_told_in_words() {
        var slow = new Standing("Trying", 2, 1_000, "entry", 8_000 * MILLISECOND, State.RUNNING);
        assertThat(slow.text())
                .isEqualTo("Trying: 2 of 1,000 entries, 0%, 4.0 s an entry, 1 h 06 min left");
        var minutes = new Standing("Trying", 1, 10, "box", 12_000 * MILLISECOND, State.RUNNING);
        assertThat(minutes.text())
                .isEqualTo("Trying: 1 of 10 boxes, 10%, 12 s a box, 1 min 48 s left");
    }

    @Test
    void a_matrix_stops_where_its_thread_is_interrupted() {
        var sweep =
                Dhurandhar.model("llama-3.2-1b")
                        .contexts(LongStream.rangeClosed(1, 2_000).toArray());
        Thread.currentThread().interrupt();
        assertThatThrownBy(sweep::title).isInstanceOf(InterruptedWork.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(sweep.title()).startsWith("llama-3.2-1b needs ");
        Thread.currentThread().interrupt();
        assertThatThrownBy(sweep::csv).isInstanceOf(InterruptedWork.class);
        assertThatThrownBy(sweep::json).isInstanceOf(InterruptedWork.class);
        assertThatThrownBy(() -> sweep.text(100)).isInstanceOf(InterruptedWork.class);
    }
}
