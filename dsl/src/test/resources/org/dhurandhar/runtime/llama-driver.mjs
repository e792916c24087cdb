// Loads one GGUF file in the llama.cpp library, makes one context, decodes a prompt, and prints one JSON object:
// the buffers as the runtime's log has them (MiB), exact sums (bytes), and this process's memory after each step (bytes).
//   node llama-driver.mjs FOLDER_OF_THE_LIBRARY MODEL.gguf '{"context":512,"sequences":1,"batch":512}'
// "context" counts the cells of all sequences; "batch" is the logical and the physical batch.
// The runtime's log goes to standard error. Exit code 3: the runtime refused the model or the context.
import fs from "node:fs";
import path from "node:path";
import {createRequire} from "node:module";

const [library, file, json] = process.argv.slice(2);
const settings = {
    context: 512, sequences: 1, batch: 512, flashAttention: true, k: "f16", v: "f16", mmap: true, swaFull: false,
    tokens: 32, ...JSON.parse(json ?? "{}"),
};

const log = [];
const errors = [];
const exact = {};
const memory = {};

function measure(step) {
    const status = fs.readFileSync("/proc/self/status", "utf8");
    const bytes = name => 1024 * Number(new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(status)[1]);
    memory[step] = {rss: bytes("VmRSS"), peak: bytes("VmHWM"), anonymous: bytes("RssAnon"), file: bytes("RssFile")};
}

/** Sums by name of all log lines "NAME what = NUMBER MiB". */
function buffers(what) {
    const sums = {};
    for (const [, name, mib] of log.join("").matchAll(new RegExp(`(\\w+) +${what} buffer size = +([\\d.]+) MiB`, "g"))) {
        sums[name] = Number(((sums[name] ?? 0) + Number(mib)).toFixed(2));
    }
    return sums;
}

function caches() {
    const line = /\( *(\d+) cells, +(\d+) layers, +(\d+)\/ *\d+ seqs\), K \((\w+)\): +([\d.]+) MiB, V \((\w+)\): +([\d.]+) MiB/g;
    return [...log.join("").matchAll(line)].map(([, cells, layers, streams, kType, k, vType, v]) =>
        ({cells: +cells, layers: +layers, streams: +streams, kType, k: +k, vType, v: +v}));
}

function report(refused) {
    console.log(JSON.stringify({
        model: path.basename(file), settings, refused, weights: buffers("model"), kv: caches(), state: buffers("RS"),
        output: buffers("output"), compute: buffers("compute"), exact, memory,
    }));
}

const addon = createRequire(import.meta.url)(path.resolve(library, "llama-addon.node"));
addon.setLogger((level, line) => {
    log.push(line);
    if (level <= 2) errors.push(line.trim());
    process.stderr.write(line);
});
addon.setLoggerLogLevel(6);
addon.loadBackends(path.resolve(library));
await addon.init();
measure("library");

let refused = null;
try {
    const model = new addon.AddonModel(path.resolve(file), {gpuLayers: 0, useMmap: settings.mmap, addonExports: addon});
    if (!await model.init()) throw new Error("the model was not loaded");
    exact.weights = model.getMemoryBreakdown().cpuRam;
    measure("model");
    const context = new addon.AddonContext(model, {
        contextSize: settings.context, sequences: settings.sequences, batchSize: settings.batch, threads: 1,
        flashAttention: settings.flashAttention, swaFullCache: settings.swaFull, performanceTracking: false,
        kvCacheKeyType: addon.getGgmlType(settings.k.toUpperCase()),
        kvCacheValueType: addon.getGgmlType(settings.v.toUpperCase()),
    });
    if (!await context.init()) throw new Error("the context was not made");
    exact.context = context.getMemoryBreakdown().cpuRam;
    measure("context");
    const length = Math.min(settings.tokens, settings.batch, Math.trunc(settings.context / settings.sequences));
    const prompt = Uint32Array.from({length}, (_, i) => 3 + i % 200);
    if (prompt.length > 0) {
        context.initBatch(prompt.length);
        context.addToBatch(0, 0, prompt, Uint32Array.of(prompt.length - 1));
        await context.decodeBatch();
        measure("decoded");
    }
} catch (error) {
    refused = error.message;
}
await new Promise(resolve => setTimeout(resolve, 20)); // log lines of other threads arrive later
report(refused === null ? null : [refused, ...errors].join("; "));
process.exit(refused === null ? 0 : 3);
