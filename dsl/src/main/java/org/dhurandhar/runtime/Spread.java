package org.dhurandhar.runtime;

import java.util.Objects;
import org.dhurandhar.document.ListNode;
import org.dhurandhar.document.MapNode;
import org.dhurandhar.document.Node;
import org.dhurandhar.document.ScalarNode;

/// A constant of a profile that is known between two values: `[least, expected, most]`.
record Spread(double low, double expected, double high) {
    private static final double MOST = 1e15;

    /// Reads a field; one number stands for all three.
    ///
    /// @throws org.dhurandhar.DhurandharException where it is missing or no such list
    static Spread of(MapNode yaml, String key) {
        var node = yaml.get(key);
        if (node instanceof ListNode list && list.items().size() == 3) {
            double low = number(list.items().get(0));
            double expected = number(list.items().get(1));
            double high = number(list.items().get(2));
            if (low >= 0 && low <= expected && expected <= high && high <= MOST) {
                return new Spread(low, expected, high);
            }
        } else if (node != null) {
            double value = number(node);
            if (value >= 0 && value <= MOST) {
                return new Spread(value, value, value);
            }
        }
        if (node == null) {
            yaml.text(key);
        }
        throw yaml.wrong(key, Objects.requireNonNull(node), "a number, or [least, expected, most]");
    }

    private static double number(Node node) {
        if (node instanceof ScalarNode scalar) {
            try {
                return Double.parseDouble(scalar.text().replace("_", ""));
            } catch (NumberFormatException e) {
                return Double.NaN;
            }
        }
        return Double.NaN;
    }

    /// This share of an amount, or this many bytes of one.
    Range of(double amount) {
        return new Range(
                Math.round(low * amount), Math.round(expected * amount), Math.round(high * amount));
    }
}
