package org.dhurandhar.device;

/// A phone, board or laptop.
///
/// @param name slug
/// @param title as people call it
/// @param os `android`, `ios`, `linux`, `macos`, `windows` or `other`
/// @param ramBytes installed memory, or 0 where only a budget is stated
/// @param memoryBytesPerSecond peak bandwidth of memory, or 0 where not known
/// @param source where the profile comes from
public record Device(
        String name,
        String title,
        String os,
        long ramBytes,
        Budget budget,
        long memoryBytesPerSecond,
        Storage storage,
        boolean npu,
        String source) {
    @Override
    public String toString() {
        return "%s  budget %,d MiB  (%s)".formatted(name, budget.bytes() >> 20, budget.source());
    }
}
