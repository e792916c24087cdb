package org.dhurandhar.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.dhurandhar.runtime.GraphNode.Element;
import org.junit.jupiter.api.Test;

class GraphAllocatorTest {
    @Test
    void the_smallest_free_block_that_fits_is_taken() {
        var free = new FreeList();
        long large = free.allocate(320);
        long wall = free.allocate(32);
        long small = free.allocate(96);
        free.allocate(32);
        free.release(large, 320);
        free.release(small, 96);
        assertThat(free.allocate(64)).isEqualTo(small);
        assertThat(free.allocate(200)).isEqualTo(large);
        assertThat(wall).isEqualTo(320);
        assertThat(free.peak()).isEqualTo(480);
    }

    @Test
    void neighbours_merge_when_they_are_given_back() {
        var free = new FreeList();
        long first = free.allocate(32);
        long second = free.allocate(32);
        free.release(first, 32);
        free.release(second, 32);
        assertThat(free.allocate(1000)).isZero();
        assertThat(free.peak()).isEqualTo(1024);
    }

    @Test
    void an_operation_in_place_takes_no_room_of_its_own() {
        var graph = new Graph();
        var in = GraphNode.input(Element.F32, 8, 4);
        var product = Operations.mulMat(GraphNode.external(Element.F16, 8, 16), in);
        var scaled = Operations.map(product);
        scaled.output = true;
        graph.expand(scaled);
        assertThat(GraphAllocator.plan(graph)).isEqualTo(8 * 4 * 4 + 16 * 4 * 4);
    }

    @Test
    void a_view_keeps_what_it_looks_at() {
        assertThat(planOf(true)).isEqualTo(128 + 128 + 128);
        assertThat(planOf(false)).isEqualTo(128 + 128);
    }

    /// Two products in a row; the first is looked at again after the second, or not.
    private static long planOf(boolean viewed) {
        var graph = new Graph();
        var in = GraphNode.input(Element.F32, 8, 4);
        var weight = GraphNode.external(Element.F16, 8, 8);
        var first = Operations.mulMat(weight, in);
        var second = Operations.mulMat(weight, first);
        var third = Operations.mulMat(weight, second);
        var half = Operations.view(first, new long[] {4, 4}, first.nb[1]);
        graph.expand(viewed ? Operations.map(third, half) : third);
        return GraphAllocator.plan(graph);
    }
}
