package org.dhurandhar.runtime;

import java.util.Arrays;

/// Free blocks of one growing buffer, best fit, sorted by offset (ggml-alloc.c, tensor allocator).
final class FreeList {
    private static final long ALIGNMENT = 32;

    private long[] offsets = new long[64];
    private long[] sizes = new long[64];
    private int count = 1;
    private long peak;

    FreeList() {
        sizes[0] = Long.MAX_VALUE / 2;
    }

    long peak() {
        return peak;
    }

    static long aligned(long size) {
        return (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }

    /// The smallest free block that is large enough, the open end only if there is none.
    long allocate(long bytes) {
        long size = aligned(bytes);
        int best = count - 1;
        long bestSize = Long.MAX_VALUE;
        for (int i = 0; i < count - 1; i++) {
            if (sizes[i] >= size && sizes[i] <= bestSize) {
                best = i;
                bestSize = sizes[i];
            }
        }
        if (size < 0 || size > sizes[best]) {
            throw new ArithmeticException("a buffer of 2^62 bytes or more");
        }
        long offset = offsets[best];
        offsets[best] += size;
        sizes[best] -= size;
        if (sizes[best] == 0) {
            remove(best);
        }
        peak = Math.max(peak, offset + size);
        return offset;
    }

    /// Gives a block back, merged with the first neighbour found.
    void release(long offset, long bytes) {
        long size = aligned(bytes);
        for (int i = 0; i < count; i++) {
            if (offsets[i] + sizes[i] == offset) {
                sizes[i] += size;
                if (i + 1 < count && offsets[i] + sizes[i] == offsets[i + 1]) {
                    sizes[i] += sizes[i + 1];
                    remove(i + 1);
                }
                return;
            }
            if (offset + size == offsets[i]) {
                offsets[i] = offset;
                sizes[i] += size;
                if (i > 0 && offsets[i - 1] + sizes[i - 1] == offset) {
                    sizes[i - 1] += sizes[i];
                    remove(i);
                }
                return;
            }
        }
        insert(offset, size);
    }

    private void insert(long offset, long size) {
        if (count == offsets.length) {
            offsets = Arrays.copyOf(offsets, 2 * count);
            sizes = Arrays.copyOf(sizes, 2 * count);
        }
        int at = 0;
        while (at < count && offsets[at] < offset) {
            at++;
        }
        System.arraycopy(offsets, at, offsets, at + 1, count - at);
        System.arraycopy(sizes, at, sizes, at + 1, count - at);
        offsets[at] = offset;
        sizes[at] = size;
        count++;
    }

    private void remove(int at) {
        System.arraycopy(offsets, at + 1, offsets, at, count - at - 1);
        System.arraycopy(sizes, at + 1, sizes, at, count - at - 1);
        count--;
    }
}
