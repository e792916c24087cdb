package org.dhurandhar.document;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;

/// Reads the packed twins of built-in documents: a tag, then the text of a scalar (its kind is the
/// tag) or the count and the parts of a list or mapping.
final class PackedReader {
    static final int LIST = 'L';
    static final int MAP = 'M';

    private final Place place;
    private final DataInputStream in;

    private PackedReader(String name, byte[] content) {
        place = new Place(name, 1);
        in = new DataInputStream(new ByteArrayInputStream(content));
    }

    /// The name of the twin of a document.
    static String twin(String name) {
        return name.substring(0, name.lastIndexOf('.')) + ".packed";
    }

    static Node read(String name, byte[] content) throws IOException {
        return new PackedReader(name, content).node();
    }

    private Node node() throws IOException {
        int tag = in.readByte();
        if (tag == LIST) {
            int count = in.readInt();
            var items = new ArrayList<Node>(count);
            for (int i = 0; i < count; i++) {
                items.add(node());
            }
            return new ListNode(place, items);
        }
        if (tag == MAP) {
            int count = in.readInt();
            var entries = LinkedHashMap.<String, Node>newLinkedHashMap(count);
            for (int i = 0; i < count; i++) {
                entries.put(in.readUTF(), node());
            }
            return new MapNode(place, entries, new HashMap<>());
        }
        return new ScalarNode(place, kind(tag), in.readUTF());
    }

    /// The tag of a scalar: the first letter of its kind.
    static int tag(ScalarNode.Kind kind) {
        return kind.name().charAt(0);
    }

    private static ScalarNode.Kind kind(int tag) throws IOException {
        for (var kind : ScalarNode.Kind.values()) {
            if (tag(kind) == tag) {
                return kind;
            }
        }
        throw new IOException("unknown tag " + tag);
    }
}
