package org.dhurandhar.engine;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.util.HashSet;
import java.util.Set;

/// Puts checks into the code of snippets that end it when its cell was stopped: at the start of
/// each method, and before each jump back, so that no loop and no recursion goes on.
final class Weaving implements CodeTransform {
    private static final ClassDesc STOPPED = ClassDesc.of(Stopped.class.getName());

    private final Set<Label> behind = new HashSet<>();

    private Weaving() {}

    static ClassTransform stopChecks() {
        return ClassTransform.transformingMethodBodies(CodeTransform.ofStateful(Weaving::new));
    }

    static ClassFile format(SnippetLoader loader) {
        return ClassFile.of(
                ClassFile.ClassHierarchyResolverOption.of(loader.hierarchy()),
                ClassFile.DeadCodeOption.KEEP_DEAD_CODE);
    }

    @Override
    public void atStart(CodeBuilder builder) {
        check(builder);
    }

    @Override
    public void accept(CodeBuilder builder, CodeElement element) {
        if (element instanceof LabelTarget target) {
            behind.add(target.label());
        } else if (element instanceof BranchInstruction branch
                && behind.contains(branch.target())) {
            check(builder);
        }
        builder.with(element);
    }

    private static void check(CodeBuilder builder) {
        builder.invokestatic(STOPPED, "check", ConstantDescs.MTD_void);
    }
}
