package org.dhurandhar.script;

import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import jdk.jshell.execution.DirectExecutionControl;
import jdk.jshell.spi.SPIResolutionException;
import org.jspecify.annotations.Nullable;

/// Runs snippets in this virtual machine, on the thread that evaluates them, and keeps what they
/// throw. The value of an expression is not turned into text: a script prints only what it prints.
final class Control extends DirectExecutionControl {
    private final Function<ClassBytecodes, ClassBytecodes> change;
    private final List<ClassBytecodes> pending = new ArrayList<>();
    private @Nullable Throwable thrown;
    private @Nullable Object value;

    /// @param change what is done to each class before it is loaded
    Control(Function<ClassBytecodes, ClassBytecodes> change) {
        this.change = change;
    }

    /// What the last snippet threw, or null.
    @Nullable Throwable thrown() {
        return thrown;
    }

    /// The value of the last snippet, or null.
    @Nullable Object value() {
        return value;
    }

    /// Keeps the classes until a snippet is run: only then does jshell tell what they were made of.
    @Override
    public void load(ClassBytecodes[] classes) {
        pending.addAll(List.of(classes));
    }

    private void loadPending() throws InternalException, EngineTerminationException {
        var changed = new ArrayList<ClassBytecodes>(pending.size());
        for (var compiled : pending) {
            changed.add(change.apply(compiled));
        }
        pending.clear();
        try {
            super.load(changed.toArray(ClassBytecodes[]::new));
        } catch (ClassInstallException | NotImplementedException e) {
            throw new InternalException(e.toString());
        }
    }

    @Override
    public String invoke(String className, String methodName)
            throws RunException, InternalException, EngineTerminationException {
        thrown = null;
        value = null;
        loadPending();
        try {
            var method = findClass(className).getDeclaredMethod(methodName);
            method.setAccessible(true);
            value = method.invoke(null);
            return "";
        } catch (InvocationTargetException e) {
            var cause = e.getCause();
            if (cause instanceof SPIResolutionException) {
                return throwConvertedInvocationException(cause);
            }
            thrown = cause;
            throw new UserException("", String.valueOf(cause), new StackTraceElement[0]);
        } catch (ReflectiveOperationException e) {
            throw new InternalException(e.toString());
        }
    }

    @Override
    public String varValue(String className, String varName) {
        return "";
    }
}
