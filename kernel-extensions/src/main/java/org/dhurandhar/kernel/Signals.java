package org.dhurandhar.kernel;

import java.lang.reflect.Proxy;

/// Ctrl-C at a terminal that a kernel shares.
///
/// `sun.misc.Signal` is all that Java has for it; found by name, so that its absence costs the
/// interrupt only, which clients send as a message anyway.
final class Signals {
    private Signals() {}

    static void onInterrupt(Runnable action, Complaints complaints) {
        try {
            var signal = Class.forName("sun.misc.Signal");
            var handler = Class.forName("sun.misc.SignalHandler");
            var handle = signal.getMethod("handle", signal, handler);
            handle.invoke(
                    null,
                    signal.getConstructor(String.class).newInstance("INT"),
                    Proxy.newProxyInstance(
                            Signals.class.getClassLoader(),
                            new Class<?>[] {handler},
                            (proxy, method, arguments) -> {
                                if (method.getName().equals("handle")) {
                                    action.run();
                                }
                                return null;
                            }));
        } catch (ReflectiveOperationException e) {
            complaints.about("signals are not heard: " + e);
        }
    }
}
