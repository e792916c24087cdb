package org.dhurandhar.device;

import org.jspecify.annotations.Nullable;

/// What the processor reads weights from. What is not known is null.
///
/// @param kind in words, such as `LPDDR5X-8533 64 bit`
/// @param bytesPerSecond peak bandwidth: transfers a second times the width of the bus
/// @param sustainedBytesPerSecond what a program reaches
public record Memory(
        @Nullable String kind,
        @Nullable Figure bytesPerSecond,
        @Nullable Figure sustainedBytesPerSecond) {
    /// Memory of which nothing is known.
    public static final Memory UNKNOWN = new Memory(null, null, null);
}
