// What the launcher lets the virtual machine learn from when it prepares fast starts of scripts.
int number = 3
var name = "x" + args.length
var workload = model("gemma4-e2b").context(4096).quant(4)
    .on("pixel-10-pro")
String describe(int n) {
    return twice(n) + " " + name;
}
int twice(int n) {
    return 2 * n;
}
record Pair(String name, long bytes) {}
var pairs = new ArrayList<Pair>()
for (var model : List.of("gemma4-e2b", "qwen3-4b")) {
    pairs.add(new Pair(model, model(model).footprint().components().size()));
}
for (var pair : pairs) System.out.println(pair.name() + " " + describe(number));
System.out.println(pairs.stream().map(Pair::name).sorted().toList());
System.out.printf("%d %s%n", number, workload.feasibility());
if (number > 2) {
    System.out.println(workload);
}
throw new IllegalStateException("so that failures are known, too")
