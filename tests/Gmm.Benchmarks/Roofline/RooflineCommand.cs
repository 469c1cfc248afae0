namespace Gmm.Benchmarks;

/// <summary>How fast a classifier step could be on this core.</summary>
internal static class RooflineCommand
{
    public static int Run()
    {
        Header.Print("Roofline, one thread, float32");
        var (flops, bytes) = (Core.FlopsPerSecond(), Core.BytesPerSecond());
        var core = new MarkdownTable("one core, measured", "");
        core.Add("fused multiply-adds, Gflop/s", MarkdownTable.Number(flops / 1e9));
        core.Add("single operations, half of that, Gflop/s", MarkdownTable.Number(flops / 2e9));
        core.Add("memory, triad, GB/s", MarkdownTable.Number(bytes / 1e9));
        core.Print();

        var table = new MarkdownTable(
            "classifier step, D = 2, C = 5, M = 22", "Mflop", "MB", "flop/byte", "ms if all were fused", "ms if none were", "ms for the bytes");
        foreach (long n in new[] { 9_000L, 1_000_000L })
        {
            var cost = new StepCost(n, Features: 2, Classes: 5, Components: 22);
            table.Add(
                $"N = {n}", MarkdownTable.Number(cost.Flops / 1e6), MarkdownTable.Number(cost.Bytes / 1e6), MarkdownTable.Number(cost.Flops / cost.Bytes),
                MarkdownTable.Number(cost.Flops / flops * 1e3), MarkdownTable.Number(cost.Flops / flops * 2e3), MarkdownTable.Number(cost.Bytes / bytes * 1e3));
        }

        table.Print();
        return 0;
    }
}
