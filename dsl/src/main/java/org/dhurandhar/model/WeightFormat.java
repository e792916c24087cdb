package org.dhurandhar.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.dhurandhar.DhurandharException;
import org.jspecify.annotations.Nullable;

/// How the values of a tensor are stored: blocks of `blockSize` values, and what is stored besides
/// them once a row.
///
/// Block sizes of the `GGML` group are those of ggml 0.26.0; the other groups follow the formats'
/// own layouts (packed codes, then one scale and where there is one an offset a group).
public enum WeightFormat {
    F32(Group.GGML, "F32", 1, 32, 0, 0),
    F16(Group.GGML, "F16", 1, 16, 0, 1),
    BF16(Group.GGML, "BF16", 1, 16, 0, 30),
    F64(Group.GGML, "F64", 1, 64, 0, 28),
    I8(Group.GGML, "I8", 1, 8, 0, 24),
    I16(Group.GGML, "I16", 1, 16, 0, 25),
    I32(Group.GGML, "I32", 1, 32, 0, 26),
    I64(Group.GGML, "I64", 1, 64, 0, 27),
    Q1_0(Group.GGML, "Q1_0", 128, 18 * 8, 0, 41),
    Q2_0(Group.GGML, "Q2_0", 64, 18 * 8, 0, 42),
    Q4_0(Group.GGML, "Q4_0", 32, 18 * 8, 0, 2),
    Q4_1(Group.GGML, "Q4_1", 32, 20 * 8, 0, 3),
    Q5_0(Group.GGML, "Q5_0", 32, 22 * 8, 0, 6),
    Q5_1(Group.GGML, "Q5_1", 32, 24 * 8, 0, 7),
    Q8_0(Group.GGML, "Q8_0", 32, 34 * 8, 0, 8),
    Q8_1(Group.GGML, "Q8_1", 32, 36 * 8, 0, 9),
    Q2_K(Group.GGML, "Q2_K", 256, 84 * 8, 0, 10),
    Q3_K(Group.GGML, "Q3_K", 256, 110 * 8, 0, 11),
    Q4_K(Group.GGML, "Q4_K", 256, 144 * 8, 0, 12),
    Q5_K(Group.GGML, "Q5_K", 256, 176 * 8, 0, 13),
    Q6_K(Group.GGML, "Q6_K", 256, 210 * 8, 0, 14),
    Q8_K(Group.GGML, "Q8_K", 256, 292 * 8, 0, 15),
    IQ1_S(Group.GGML, "IQ1_S", 256, 50 * 8, 0, 19),
    IQ1_M(Group.GGML, "IQ1_M", 256, 56 * 8, 0, 29),
    IQ2_XXS(Group.GGML, "IQ2_XXS", 256, 66 * 8, 0, 16),
    IQ2_XS(Group.GGML, "IQ2_XS", 256, 74 * 8, 0, 17),
    IQ2_S(Group.GGML, "IQ2_S", 256, 82 * 8, 0, 22),
    IQ3_XXS(Group.GGML, "IQ3_XXS", 256, 98 * 8, 0, 18),
    IQ3_S(Group.GGML, "IQ3_S", 256, 110 * 8, 0, 21),
    IQ4_NL(Group.GGML, "IQ4_NL", 32, 18 * 8, 0, 20),
    IQ4_XS(Group.GGML, "IQ4_XS", 256, 136 * 8, 0, 23),
    TQ1_0(Group.GGML, "TQ1_0", 256, 54 * 8, 0, 34),
    TQ2_0(Group.GGML, "TQ2_0", 256, 66 * 8, 0, 35),
    MXFP4(Group.GGML, "MXFP4", 32, 17 * 8, 0, 39),
    NVFP4(Group.GGML, "NVFP4", 64, 36 * 8, 0, 40),

    BOOL(Group.SAFETENSORS, "BOOL", 1, 8, 0, -1),
    U8(Group.SAFETENSORS, "U8", 1, 8, 0, -1),
    U16(Group.SAFETENSORS, "U16", 1, 16, 0, -1),
    U32(Group.SAFETENSORS, "U32", 1, 32, 0, -1),
    U64(Group.SAFETENSORS, "U64", 1, 64, 0, -1),
    F8_E4M3(Group.SAFETENSORS, "F8_E4M3", 1, 8, 0, -1),
    F8_E5M2(Group.SAFETENSORS, "F8_E5M2", 1, 8, 0, -1),
    F8_E8M0(Group.SAFETENSORS, "F8_E8M0", 1, 8, 0, -1),
    /// Four values in three bytes, packed through the flattened tensor.
    F6_E2M3(Group.SAFETENSORS, "F6_E2M3", 4, 24, 0, -1),
    /// As F6_E2M3.
    F6_E3M2(Group.SAFETENSORS, "F6_E3M2", 4, 24, 0, -1),
    /// Two values a byte of the flattened tensor.
    F4(Group.SAFETENSORS, "F4", 2, 8, 0, -1),
    C64(Group.SAFETENSORS, "C64", 1, 64, 0, -1),

    /// 2-bit codes, one F32 scale a row.
    LITERT_INT2_CHANNEL(Group.LITERT, "int2 per channel", 1, 2, 32, -1),
    /// 4-bit codes, a 16-bit scale every 32 values of a row.
    LITERT_INT4_B32(Group.LITERT, "int4 g32", 32, 18 * 8, 0, -1),
    /// 4-bit codes, one F32 scale a row.
    LITERT_INT4_CHANNEL(Group.LITERT, "int4 per channel", 1, 4, 32, -1),
    /// 8-bit codes, one F32 scale a row.
    LITERT_INT8_CHANNEL(Group.LITERT, "int8 per channel", 1, 8, 32, -1),
    /// 4-bit codes, an F32 scale every 32 values of a row.
    EXECUTORCH_8DA4W_G32(Group.EXECUTORCH, "8da4w g32", 32, 20 * 8, 0, -1),
    /// 8-bit codes, one F32 scale a row: ExecuTorch's embedding and head beside 8da4w.
    EXECUTORCH_INT8_CHANNEL(Group.EXECUTORCH, "int8 channelwise", 1, 8, 32, -1),
    /// 4-bit codes, a 16-bit scale and bias every 32 values.
    MLX_4BIT_G32(Group.MLX, "MLX 4-bit g32", 32, 20 * 8, 0, -1),
    /// 4-bit codes, a 16-bit scale and bias every 64 values.
    MLX_4BIT_G64(Group.MLX, "MLX 4-bit g64", 64, 36 * 8, 0, -1),
    /// 8-bit codes, a 16-bit scale and bias every 32 values.
    MLX_8BIT_G32(Group.MLX, "MLX 8-bit g32", 32, 36 * 8, 0, -1),
    /// 8-bit codes, a 16-bit scale and bias every 64 values.
    MLX_8BIT_G64(Group.MLX, "MLX 8-bit g64", 64, 68 * 8, 0, -1),
    /// 4-bit codes, a 16-bit scale every 32 values of a row.
    MLC_Q4F16_1(Group.MLC, "q4f16_1", 32, 18 * 8, 0, -1),
    /// 8-bit codes, one F32 scale a row (Dettmers et al. 2022, LLM.int8).
    LLM_INT8(Group.BITSANDBYTES, "LLM.int8", 1, 8, 32, -1),
    /// 4-bit codes, an F32 scale every 64 values of the flattened tensor.
    NF4(Group.BITSANDBYTES, "NF4", 64, 36 * 8, 0, -1),
    /// As NF4, the scales in 8 bits with an F32 scale every 256 of them (QLoRA, section 3).
    NF4_DQ(Group.BITSANDBYTES, "NF4 double quant", 64, 33 * 8, 0, -1),
    /// 4-bit codes, a 16-bit scale and a 4-bit zero every 128 values of a row.
    AWQ_G128(Group.AWQ_GPTQ, "AWQ g128", 128, 66 * 8 + 4, 0, -1),
    /// As AWQ, without the optional index of groups.
    GPTQ_G128(Group.AWQ_GPTQ, "GPTQ g128", 128, 66 * 8 + 4, 0, -1);

    /// Who defines a format.
    public enum Group {
        GGML("ggml", "GGUF files: llama.cpp"),
        SAFETENSORS("safetensors", "safetensors files"),
        LITERT("LiteRT", "LiteRT-LM files"),
        EXECUTORCH("ExecuTorch", "ExecuTorch files"),
        MLX("MLX", "MLX checkpoints"),
        MLC("MLC", "MLC-LLM packages"),
        BITSANDBYTES("bitsandbytes", "transformers, QLoRA"),
        AWQ_GPTQ("AWQ/GPTQ", "transformers, vLLM");

        private final String word;
        private final String use;

        Group(String word, String use) {
            this.word = word;
            this.use = use;
        }

        /// The files or runtimes that hold weights so.
        public String use() {
            return use;
        }

        /// The word used in reports.
        public String word() {
            return word;
        }
    }

    private static final WeightFormat[] ALL = values();
    private static final int NESTED_SCALES = 256;

    private final Group group;
    private final String label;
    private final int blockSize;
    private final int blockBits;
    private final int rowBits;
    private final int ggmlType;

    WeightFormat(
            Group group, String label, int blockSize, int blockBits, int rowBits, int ggmlType) {
        this.group = group;
        this.label = label;
        this.blockSize = blockSize;
        this.blockBits = blockBits;
        this.rowBits = rowBits;
        this.ggmlType = ggmlType;
    }

    /// Who defines the format.
    public Group group() {
        return group;
    }

    /// The name users and files give it.
    public String label() {
        return label;
    }

    /// Values in one block.
    public int blockSize() {
        return blockSize;
    }

    /// Bytes of one block, rounded up where a block is no whole number of bytes.
    public int blockBytes() {
        return (blockBits + 7) / 8;
    }

    /// Bytes of one block in decimals, exact: `66.5` where a block is no whole number of bytes.
    public String blockBytesExact() {
        double nested = this == NF4_DQ ? 4.0 / NESTED_SCALES : 0;
        double bytes = blockBits / 8.0 + nested;
        return bytes == Math.rint(bytes) ? Long.toString((long) bytes) : Double.toString(bytes);
    }

    /// Bits that `elements` values take in a format that packs them one after another.
    ///
    /// @throws ArithmeticException where they exceed a `long`
    long packedBits(long elements) {
        return Math.multiplyExact(elements, (long) (blockBits / blockSize));
    }

    /// The number GGUF files know the format by, or -1 where they do not.
    public int ggmlType() {
        return ggmlType;
    }

    /// Whether values are stored in blocks or with scales, not one by one.
    public boolean quantised() {
        return group != Group.SAFETENSORS && (blockSize > 1 || rowBits > 0);
    }

    /// Bits a value takes in rows of `columns` values.
    public double bitsPerWeight(long columns) {
        return bytesFor(columns, columns * NESTED_SCALES) * 8.0 / (columns * NESTED_SCALES);
    }

    /// Whether rows of `columns` values can be stored: `GGML` formats hold whole blocks only.
    public boolean fits(long columns) {
        return group != Group.GGML || columns % blockSize == 0;
    }

    /// Bytes of a tensor, exact.
    ///
    /// @param shape sizes with the row length first, as GGUF files order them
    public long bytesFor(List<Long> shape) {
        long elements = 1;
        for (long size : shape) {
            elements = Math.multiplyExact(elements, size);
        }
        return bytesFor(shape.isEmpty() ? 1 : shape.getFirst(), elements);
    }

    /// Bytes of `elements` values in rows of `columns`, exact.
    ///
    /// @throws DhurandharException where the format holds whole blocks only and a row has no whole
    ///   number of them
    /// @throws ArithmeticException where the bytes exceed a `long`
    public long bytesFor(long columns, long elements) {
        if (elements == 0) {
            return 0;
        }
        if (!fits(columns)) {
            throw DhurandharException.because(
                            "MisfitFormat",
                            label
                                    + " holds blocks of "
                                    + blockSize
                                    + " values, a row has "
                                    + columns)
                    .expected("rows of a multiple of " + blockSize + " values")
                    .fix("choose a format of smaller blocks, such as Q8_0, or F16");
        }
        if (this == NF4 || this == NF4_DQ) {
            return flat(elements);
        }
        if (!quantised()) {
            return bytes(elements, blockBits / blockSize, 0);
        }
        long rows = elements / columns;
        long more = Math.multiplyExact(rows, (long) rowBits);
        return bytes(Math.multiplyExact(rows, ceil(columns, blockSize)), blockBits, more);
    }

    private static long bytes(long blocks, int blockBits, long more) {
        if (blockBits % 8 == 0) {
            return Math.addExact(Math.multiplyExact(blocks, (long) (blockBits / 8)), more / 8);
        }
        return ceil(Math.addExact(Math.multiplyExact(blocks, (long) blockBits), more), 8);
    }

    private long flat(long elements) {
        long scales = ceil(elements, blockSize);
        long codes = ceil(elements, 2);
        long nested = 4 * ceil(scales, NESTED_SCALES);
        return codes + (this == NF4 ? 4 * scales : scales + nested);
    }

    private static long ceil(long value, long unit) {
        return value / unit + (value % unit == 0 ? 0 : 1);
    }

    /// The format that GGUF files number so, or null.
    public static @Nullable WeightFormat ofGgmlType(long type) {
        for (var format : ALL) {
            if (format.ggmlType == type && type >= 0) {
                return format;
            }
        }
        return null;
    }

    /// The element type that safetensors headers name so, or null.
    public static @Nullable WeightFormat ofDtype(String dtype) {
        for (var format : ALL) {
            if (format.label.equals(dtype)
                    && !format.quantised()
                    && (format.group == Group.GGML || format.group == Group.SAFETENSORS)) {
                return format;
            }
        }
        return null;
    }

    /// The format of that label, or of the constant's name; letter case, spaces, `_`, `-` and `.`
    /// do not matter.
    ///
    /// @throws DhurandharException with the closest names where there is none
    public static WeightFormat byLabel(String label) {
        for (var format : ALL) {
            if (format.label.equals(label)) {
                return format;
            }
        }
        var key = fold(label);
        for (var format : ALL) {
            if (fold(format.label).equals(key) || fold(format.name()).equals(key)) {
                return format;
            }
        }
        var known = new ArrayList<String>();
        for (var format : ALL) {
            known.add(format.label);
        }
        throw DhurandharException.unknownName(
                "weight format", label, known, "dhurandhar formats   lists them all");
    }

    private static String fold(String label) {
        return label.toUpperCase(Locale.ROOT)
                .replace("_", "")
                .replace("-", "")
                .replace(".", "")
                .replace(" ", "");
    }
}
