namespace Notebooks.Tests;

/// <summary>
/// The decimals and percentages in the chapters' prose, and why each is true on every run: set in a cell, a formula, a quotation, or a
/// result that the sentence calls one of "here".
/// </summary>
internal static class Numbers
{
    public static readonly Dictionary<string, string[]> ByNotebook = new()
    {
        ["01-distinct-gaussians"] =
        [
            "0.008: σ / √N of 1000 draws", "68 %: Φ(1) - Φ(-1)", "0.25: set", "0.75: set in an exercise", "2.83: √2 / 2 over 0.25",
            "-104.0: logarithm of half the smallest float", "3.6: 14.5 deviations of 0.25",
        ],
        ["02-the-mixture"] = ["-0.5: set", "0.5: set"],
        ["03-density-fitting"] =
        [
            "1.2e-7: float32's epsilon", "0.1: the stopping rule", "0.0005: the stopping rule", "1.91043: quoted", "0.005: 19 / 2 / 2000",
        ],
        ["04-five-class-classifier"] = ["0.05: set", "0.4: set", "0.1: the stopping rule"],
        ["05-accuracy"] =
        [
            "1.2e-7: float32's epsilon", "98.54: quoted", "81.50: quoted", "95 %: an example", "82 %: an example",
        ],
        ["06-the-best-anyone-could-do"] = ["95 %: an example", "90 %: set in an exercise"],
        ["07-why-components-die"] =
        [
            "0.03: the learning rate", "1.2e-7: float32's epsilon", "0.1: set", "3 %: e^0.03 - 1", "1 %: where a chart dots a component",
        ],
        ["08-expectation-maximisation"] = [],
        ["09-how-many-components"] = ["20 %: set", "0.0001: set"],
        ["10-trust"] =
        [
            "70 %: set", "80 %: set", "90 %: an example", "95 %: set", "0.2: the rate of wrong labels, which the exercise estimates",
        ],
        ["11-data-that-nobody-drew"] = ["4.0: a licence's number", "30 %: set by the benchmark", "2 %: set"],
        ["12-more-data-than-one-machine"] = [],
        ["13-is-it-really-gaussian"] = [],
    };
}
