package org.dhurandhar.engine;

import java.lang.classfile.ClassFile;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import jdk.jshell.execution.DirectExecutionControl;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;
import jdk.jshell.spi.SPIResolutionException;
import org.dhurandhar.script.LineNumbers;
import org.jspecify.annotations.Nullable;

/// Runs snippets in this virtual machine, on the cells' thread, and keeps their values and what
/// they throw as they are.
final class Control extends DirectExecutionControl {
    private final SnippetLoader loader;
    private final Worker worker;
    private final ClassFile format;
    private final List<ClassBytecodes> pending = new ArrayList<>();
    private @Nullable LineNumbers lineNumbers;
    private @Nullable Cell cell;
    private @Nullable String variable;
    private @Nullable Throwable thrown;
    private @Nullable Object value;

    Control(SnippetLoader loader, Worker worker) {
        super(loader);
        this.loader = loader;
        this.worker = worker;
        this.format = Weaving.format(loader);
    }

    /// Gives jshell this control.
    ExecutionControlProvider provider() {
        return new ExecutionControlProvider() {
            @Override
            public String name() {
                return "cells";
            }

            @Override
            public ExecutionControl generate(ExecutionEnv env, Map<String, String> parameters) {
                return Control.this;
            }
        };
    }

    void setLineNumbers(LineNumbers numbers) {
        this.lineNumbers = numbers;
    }

    /// Begins a snippet of a cell: forgets what the last one came to.
    ///
    /// @param name the variable of an [Expression], or null
    void begin(Cell owner, @Nullable String name) {
        cell = owner;
        variable = name;
        thrown = null;
        value = null;
    }

    /// What the snippet threw, or null.
    @Nullable Throwable thrown() {
        return thrown;
    }

    /// The value of the snippet, or null.
    @Nullable Object value() {
        return value;
    }

    /// Keeps the classes until jshell can tell what they were made of.
    @Override
    public void load(ClassBytecodes[] classes) {
        pending.addAll(List.of(classes));
    }

    /// Loads what was kept.
    void loadPending() throws ClassInstallException {
        if (pending.isEmpty()) {
            return;
        }
        var classes = pending.toArray(ClassBytecodes[]::new);
        pending.clear();
        loader.classesRedefined(classes);
        for (int i = 0; i < classes.length; i++) {
            classes[i] = changed(classes[i]);
        }
        loader.load(classes);
    }

    private ClassBytecodes changed(ClassBytecodes compiled) {
        var change = Weaving.stopChecks();
        var naming = Objects.requireNonNull(lineNumbers).naming(compiled.name());
        if (naming != null) {
            change = naming.andThen(change);
        }
        return new ClassBytecodes(
                compiled.name(), format.transformClass(format.parse(compiled.bytecodes()), change));
    }

    @Override
    public String invoke(String className, String methodName)
            throws RunException, InternalException {
        var ended = worker.call(Objects.requireNonNull(cell), () -> run(className, methodName));
        value = ended.value();
        thrown = ended.thrown();
        if (thrown instanceof SPIResolutionException) {
            return throwConvertedInvocationException(thrown);
        }
        if (thrown != null) {
            throw new UserException("", thrown.getClass().getName(), new StackTraceElement[0]);
        }
        return "";
    }

    private @Nullable Object run(String className, String methodName) throws Throwable {
        // The code may evaluate more by itself.
        var own = variable;
        loadPending();
        var snippet = findClass(className);
        var method = snippet.getDeclaredMethod(methodName);
        method.setAccessible(true);
        try {
            var result = method.invoke(null);
            if (own != null) {
                Expression.forget(snippet, own);
            }
            return result;
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    /// jshell asks for the values of variables as text, which nobody wants here.
    @Override
    public String varValue(String className, String varName) {
        return "";
    }
}
