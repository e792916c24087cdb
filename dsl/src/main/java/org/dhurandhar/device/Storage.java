package org.dhurandhar.device;

import org.jspecify.annotations.Nullable;

/// What a device reads weights from.
///
/// @param kind in words, such as `UFS 4.0`, or null where not known
/// @param sequentialBytesPerSecond large sequential reads, or 0 where not known
/// @param random4kBytesPerSecond random reads of 4 KiB, or 0 where not known
public record Storage(
        @Nullable String kind, long sequentialBytesPerSecond, long random4kBytesPerSecond) {}
