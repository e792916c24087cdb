package org.dhurandhar.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.dhurandhar.engine.Outcome.Failed;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class InterruptionTest {
    private static final String BEGUN = "System.out.println(\"begun\");";
    private static TestSession cells;

    @BeforeAll
    static void start() {
        cells = new TestSession();
        cells.shows(
                "int kept = 4242;\nvoid spin() { while (true) { } }\nint down(int n) { return n < 0 ? 0 : down(n == 0 ? 10 : n - 1); }");
    }

    @AfterAll
    static void close() {
        cells.close();
    }

    /// Runs a cell that says when it has begun, then stops it.
    private static Failed stopped(String code, Recorded recorded) throws Exception {
        var running =
                CompletableFuture.supplyAsync(
                        () -> cells.run(code.replace("BEGUN", BEGUN), recorded),
                        task -> Thread.ofPlatform().daemon().start(task));
        recorded.awaitOut("begun");
        cells.session().interrupt();
        return (Failed) running.get(30, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "while (true) { }",
                "spin();",
                "for (;;) { try { Thread.sleep(50); } catch (Exception e) { } }",
                "while (true) { try { Thread.sleep(50); } catch (Throwable t) { } }",
                "do { kept = 4242; } while (kept == 4242);",
                "Thread.sleep(60000);",
                "new java.util.concurrent.CountDownLatch(1).await();",
                "java.util.concurrent.locks.LockSupport.parkNanos(60_000_000_000L);",
                "java.util.stream.IntStream.iterate(0, i -> i).filter(i -> i > 5).findFirst();",
                "java.util.stream.IntStream.iterate(0, i -> i).parallel().filter(i -> i > 5).findAny();",
                "int n = 0; while (true) { System.out.println(\"tick \" + n++); }",
                "var pool = Executors.newSingleThreadExecutor(); pool.submit(() -> spin()).get();",
            })
    void a_stopped_cell_ends_and_keeps_the_state(String code) throws Exception {
        var failed = stopped("{ BEGUN " + code + " }", new Recorded());
        assertThat(failed.name()).isEqualTo("Interrupted");
        assertThat(failed.traceback()).hasSize(1);
        assertThat(failed.message()).startsWith("the cell was stopped");
        assertThat(cells.shows("kept")).isEqualTo("4242");
    }

    @Test
    void what_follows_the_stopped_statement_is_not_run() throws Exception {
        var recorded = new Recorded();
        stopped("{ BEGUN Thread.sleep(60000); }\nSystem.out.println(\"after\");", recorded);
        assertThat(recorded.out()).isEqualTo("begun\n");
    }

    @Test
    void threads_of_a_stopped_cell_end_too() throws Exception {
        stopped(
                "var spinner = new Thread(() -> spin());\nspinner.start();\n{ BEGUN spinner.join(); }",
                new Recorded());
        cells.shows("spinner.join(20000)");
        assertThat(cells.shows("spinner.isAlive()")).isEqualTo("false");
    }

    @Test
    void nothing_is_stopped_where_nothing_runs() {
        cells.session().interrupt();
        assertThat(cells.shows("kept")).isEqualTo("4242");
    }
}
