package org.dhurandhar.model;

/// How the values of a tensor are stored: blocks of `blockSize` values in `blockBytes` bytes.
public enum WeightFormat {
    F32("F32", 1, 4),
    F16("F16", 1, 2),
    BF16("BF16", 1, 2),
    Q4_0("Q4_0", 32, 18),
    Q8_0("Q8_0", 32, 34);

    private final String label;
    private final int blockSize;
    private final int blockBytes;

    WeightFormat(String label, int blockSize, int blockBytes) {
        this.label = label;
        this.blockSize = blockSize;
        this.blockBytes = blockBytes;
    }

    /// The name users and files give it.
    public String label() {
        return label;
    }

    /// Values in one block.
    public int blockSize() {
        return blockSize;
    }

    /// Bytes of one block.
    public int blockBytes() {
        return blockBytes;
    }
}
