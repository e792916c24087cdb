package org.dhurandhar.kernel;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import org.dhurandhar.engine.Language;

/// What a kernel says of itself.
final class KernelInfo {
    private KernelInfo() {}

    static JsonObject reply() {
        var version = Language.version();
        var java = System.getProperty("java.version");
        var reply = new JsonObject();
        reply.addProperty("status", "ok");
        reply.addProperty("protocol_version", Codec.VERSION);
        reply.addProperty("implementation", Language.KERNEL);
        reply.addProperty("implementation_version", version);
        reply.add("language_info", Language.info());
        reply.addProperty(
                "banner",
                "Dhurandhar %s on Java %s\nDhurandhar.* is imported; %%help lists what cells understand beside Java\n"
                        .formatted(version, java));
        reply.add("help_links", links());
        reply.addProperty("debugger", false);
        return reply;
    }

    private static JsonArray links() {
        int release = Runtime.version().feature();
        var links = new JsonArray();
        links.add(
                link(
                        "Java " + release + " API",
                        "https://docs.oracle.com/en/java/javase/" + release + "/docs/api/"));
        links.add(link("Tablesaw", "https://jtablesaw.github.io/tablesaw/"));
        links.add(link("XChart", "https://knowm.org/open-source/xchart/"));
        return links;
    }

    private static JsonObject link(String text, String url) {
        var link = new JsonObject();
        link.addProperty("text", text);
        link.addProperty("url", url);
        return link;
    }
}
