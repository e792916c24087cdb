package org.dhurandhar.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.dhurandhar.DhurandharException;
import org.dhurandhar.model.Model;
import org.dhurandhar.model.Models;
import org.dhurandhar.model.WeightFormat;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// An allocator that keeps what requests share answers like one that was never asked before.
final class LlamaAllocatorTest {
    private static final long[] CONTEXTS = {1, 300, 2048, 4096, 8192, 32_768, 131_072};
    private static final String[] QUANTS = {"2", "3", "4", "5", "6", "8"};
    private static final List<Map<String, String>> OPTIONS =
            List.of(
                    Map.of("flash-attention", "false"),
                    Map.of("mmap", "false"),
                    Map.of("repack", "false"),
                    Map.of("swa-full", "true"),
                    Map.of("embeddings", "true"),
                    Map.of("unified", "false"),
                    Map.of("batch", "256"));
    private static final WeightFormat[] CACHES = {
        WeightFormat.F16, WeightFormat.Q8_0, WeightFormat.F32, WeightFormat.Q4_0
    };
    private static final Platform PHONE = new Platform("ios", "arm64", false);

    @Test
    void requests_that_share_are_answered_like_the_first() {
        assertThat(compared("llama.cpp", QUANTS)).isGreaterThan(1000);
    }

    @Test
    void those_of_the_library_are_too() {
        assertThat(compared("llama.cpp-lib", "4")).isGreaterThan(300);
    }

    private static int compared(String name, String... quants) {
        var runtime = Runtimes.named(name);
        int compared = 0;
        for (var model : models()) {
            var allocator = runtime.allocator(model);
            for (var request : requests(model, quants)) {
                assertThat(answer(allocator, request))
                        .as(model.name() + " " + request)
                        .isEqualTo(answer(runtime.allocator(model), request));
                compared++;
            }
        }
        return compared;
    }

    private static List<Model> models() {
        return Models.names().stream().map(Models::named).filter(Model::hasGguf).toList();
    }

    private static List<Request> requests(Model model, String... quants) {
        var requests = new ArrayList<Request>();
        for (var quant : quants) {
            for (long context : CONTEXTS) {
                requests.add(
                        request(context, quant, WeightFormat.F16, 0, 0, Map.of(), Platform.ANY));
            }
        }
        var random = new Random(model.name().hashCode());
        for (var options : OPTIONS) {
            requests.add(
                    request(
                            random.nextLong(1, 200_000),
                            random.nextBoolean() ? null : "Q4_0",
                            CACHES[random.nextInt(CACHES.length)],
                            random.nextInt(5),
                            random.nextBoolean() ? 0 : random.nextInt(32, 1024),
                            options,
                            random.nextBoolean() ? PHONE : Platform.ANY));
        }
        return requests;
    }

    private static Request request(
            long context,
            @Nullable String quant,
            WeightFormat kv,
            int slots,
            int ubatch,
            Map<String, String> options,
            Platform platform) {
        return new Request(context, quant, kv, kv, "cpu", slots, ubatch, options, platform);
    }

    private static Object answer(Allocator allocator, Request request) {
        try {
            return allocator.allocate(request);
        } catch (DhurandharException refusal) {
            return refusal.getMessage();
        }
    }
}
