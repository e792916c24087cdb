package org.dhurandhar.device;

import org.jspecify.annotations.Nullable;

/// What a device reads weights from where they are not in memory, in bytes a second. What is not
/// known is null.
///
/// @param kind in words, such as `UFS 4.0`
/// @param sequential large sequential reads
/// @param random4k random reads of 4 KiB: requests a second times 4,096
/// @param random512k random reads of 512 KiB
/// @param faulting what page faults in a mapped file reach
public record Storage(
        @Nullable String kind,
        @Nullable Figure sequential,
        @Nullable Figure random4k,
        @Nullable Figure random512k,
        @Nullable Figure faulting) {
    /// Storage of which nothing is known.
    public static final Storage UNKNOWN = new Storage(null, null, null, null, null);
}
