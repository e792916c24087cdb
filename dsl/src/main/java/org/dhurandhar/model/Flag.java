package org.dhurandhar.model;

/// A choice that a family fixes, or leaves to one key of its configuration.
///
/// @param key the key that switches it, or empty where the family fixes it
/// @param fixed the choice where there is no key
record Flag(String key, boolean fixed) {
    static final Flag NEVER = new Flag("", false);
    static final Flag ALWAYS = new Flag("", true);

    static Flag of(String key) {
        return new Flag(key, false);
    }

    boolean on(Config c) {
        return key.isEmpty() ? fixed : c.flag(key);
    }
}
