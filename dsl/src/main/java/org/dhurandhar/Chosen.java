package org.dhurandhar;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.dhurandhar.device.Device;
import org.dhurandhar.device.Devices;

/// Lists that a user gives: none empty, nothing twice.
final class Chosen {
    private Chosen() {}

    static List<Device> devices(String first, String second, String... others) {
        var names = new ArrayList<String>();
        names.add(first);
        names.add(second);
        names.addAll(Arrays.asList(Given.value(others, "on")));
        return devices(names);
    }

    static List<Device> devices(List<String> names) {
        var devices = new ArrayList<Device>();
        for (var name : names) {
            devices.add(Devices.find(Given.value(name, "on")));
        }
        return distinct(devices);
    }

    static List<Device> devices(Device first, Device second, Device... others) {
        var devices = new ArrayList<Device>();
        devices.add(first);
        devices.add(second);
        devices.addAll(Arrays.asList(Given.value(others, "on")));
        return distinct(devices);
    }

    static List<Device> distinct(List<Device> devices) {
        var names = new ArrayList<String>();
        for (var device : devices) {
            names.add(Given.value(device, "on").name());
        }
        once("device", names, "name each device once");
        return filled(devices, "on", "on(\"pixel-10-pro\")   or   --on pixel-10-pro");
    }

    /// @throws DhurandharException where the list is empty
    static <T> List<T> filled(List<T> values, String word, String fix) {
        if (values.isEmpty()) {
            throw DhurandharException.because("InvalidSetting", word + " of nothing")
                    .expected("at least one")
                    .fix(fix);
        }
        return List.copyOf(values);
    }

    /// @throws DhurandharException where a text stands in the list twice
    static void once(String noun, List<String> texts, String fix) {
        var seen = new HashSet<String>();
        for (var text : texts) {
            if (!seen.add(text)) {
                throw DhurandharException.because(
                                "InvalidSetting", noun + " " + text + " is given twice")
                        .expected("each " + noun + " once")
                        .fix(fix);
            }
        }
    }
}
