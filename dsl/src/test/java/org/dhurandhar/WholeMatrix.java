package org.dhurandhar;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.dhurandhar.model.Models;

/// Every built-in model that llama.cpp runs, on every device, at 7 contexts as far as the model
/// reaches and in 6 recipes.
final class WholeMatrix {
    private static final long[] CONTEXTS = {2048, 4096, 8192, 16_384, 32_768, 65_536, 131_072};
    private static final int[] BITS = {2, 3, 4, 5, 6, 8};

    private WholeMatrix() {}

    static List<Workload> models() {
        var models = new ArrayList<Workload>();
        for (var name : Models.names()) {
            var model = Models.named(name);
            if (model.hasGguf()) {
                models.add(Dhurandhar.model(model));
            }
        }
        return models;
    }

    /// Works out the matrix.
    ///
    /// @return how many verdicts there were
    static long of(List<Workload> models, Consumer<Cell> use) {
        long count = 0;
        for (var model : models) {
            long most = model.mostContext();
            var contexts = LongStream.of(CONTEXTS).filter(tokens -> tokens <= most).toArray();
            for (var cell : (Iterable<Cell>) matrix(model, contexts)::iterator) {
                use.accept(cell);
                count++;
            }
        }
        return count;
    }

    private static Stream<Cell> matrix(Workload model, long... contexts) {
        return model.onAll().contexts(contexts).quants(BITS).cells();
    }

    /// Runs it so many times and prints the heap in use after each, in KiB.
    public static void main(String[] arguments) {
        for (int i = 0; i < Integer.parseInt(arguments[0]); i++) {
            var misfits = new long[1];
            long verdicts = of(models(), cell -> misfits[0] += cell.fits() ? 0 : 1);
            System.gc();
            var heap = Runtime.getRuntime();
            long used = heap.totalMemory() - heap.freeMemory();
            System.out.println(verdicts + " " + misfits[0] + " " + used / 1024);
        }
    }
}
