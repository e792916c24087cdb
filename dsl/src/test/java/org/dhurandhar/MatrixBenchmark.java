package org.dhurandhar;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.tools.ToolProvider;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/// What a verdict of the whole matrix costs: every model on every device, 7 contexts, 6 recipes.
///
/// Each verdict holds feasibility, decode, prefill and first-token ranges. Nothing is kept from one
/// matrix to the next. The score is the time of a whole matrix; `verdicts` is the time of one
/// verdict. Results stand in `MatrixBenchmark.md` beside this file.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 3)
@Measurement(iterations = 5, time = 2)
@Fork(
        value = 1,
        jvmArgs = {"-Xmx256m", "-XX:+UseSerialGC"})
public class MatrixBenchmark {
    private List<Workload> models = List.of();

    /// Verdicts given.
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Count {
        /// So many.
        public long verdicts;
    }

    /// Reads the models: the matrix begins with their inventories.
    @Setup
    public void read() {
        models = WholeMatrix.models();
    }

    /// Models were read before; devices are read for each model.
    @Benchmark
    public void matrix(Count count, Blackhole blackhole) {
        count.verdicts += WholeMatrix.of(models, blackhole::consume);
    }

    /// The same with every model read from its profile again.
    @Benchmark
    public void matrixWithReading(Count count, Blackhole blackhole) {
        count.verdicts += WholeMatrix.of(WholeMatrix.models(), blackhole::consume);
    }

    /// Runs it. The harness is generated first, beside the compiled tests.
    public static void main(String[] arguments) throws Exception {
        var here =
                Path.of(
                        MatrixBenchmark.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toURI());
        var options =
                new ArrayList<>(
                        List.of(
                                "-proc:full",
                                "-processor",
                                "org.openjdk.jmh.generators.BenchmarkProcessor",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "-d",
                                here.toString()));
        boolean generated =
                ToolProvider.getSystemJavaCompiler()
                        .getTask(
                                null,
                                null,
                                null,
                                options,
                                List.of(MatrixBenchmark.class.getName()),
                                null)
                        .call();
        if (!generated) {
            throw new IllegalStateException("the harness was not generated");
        }
        new Runner(
                        new OptionsBuilder()
                                .include(MatrixBenchmark.class.getName())
                                .addProfiler(GCProfiler.class)
                                .build())
                .run();
    }
}
