package org.dhurandhar;

import java.util.List;
import org.dhurandhar.model.Models;
import org.dhurandhar.model.ReferenceData;
import org.dhurandhar.model.Role;
import org.dhurandhar.model.Tensor;
import org.dhurandhar.model.WeightFormat;

/// Tensors of the ExecuTorch files of Llama 3.2 that Meta published, from the library's inventory.
///
/// BF16: every value once. SpinQuant and QAT+LoRA: as `Assumption.RECIPE` and `Assumption.ADAPTERS`
/// say.
final class ExecutorchFile {
    private static final long RANK = 16;

    private ExecutorchFile() {}

    static long bytes(String model, String conditions) {
        long bytes = 0;
        for (var tensor : Models.read(ReferenceData.path("configs/" + model)).tensors()) {
            bytes +=
                    conditions.endsWith("BF16")
                            ? WeightFormat.BF16.bytesFor(tensor.shape())
                            : quantised(tensor, conditions.endsWith("LoRA"));
        }
        return bytes;
    }

    private static long quantised(Tensor tensor, boolean adapters) {
        if (tensor.shape().size() < 2) {
            return WeightFormat.F32.bytesFor(tensor.shape());
        }
        long rows = tensor.shape().getFirst();
        long columns = tensor.shape().getLast();
        var shape = List.of(columns, rows);
        if (tensor.role() == Role.TOKEN_EMBEDDING) {
            return 2 * WeightFormat.EXECUTORCH_INT8_CHANNEL.bytesFor(shape);
        }
        long pair = adapters ? WeightFormat.F32.bytesFor(List.of(RANK, rows + columns)) : 0;
        return WeightFormat.EXECUTORCH_8DA4W_G32.bytesFor(shape) + pair;
    }
}
