using System.Globalization;
using Microsoft.Data.Analysis;

namespace Gmm;

/// <summary>A finished search for the number of components.</summary>
/// <param name="Criterion">What decided.</param>
/// <param name="Rows">What was tried, in order of components; one is the winner.</param>
/// <param name="Winner">The winner's fit to all samples.</param>
public sealed record ComponentSearch(SelectionCriterion Criterion, IReadOnlyList<SelectionRow> Rows, EmResult Winner)
{
    /// <summary>The winner's number of components.</summary>
    public int Components => Winner.Mixture.Components;

    /// <summary>The rows as a table, the winner marked with a star.</summary>
    public DataFrame Table() => Table([this]);

    /// <summary>The rows of several classes' searches as one table.</summary>
    public static DataFrame Table(IReadOnlyList<ComponentSearch> searches)
    {
        Require.NoNulls(searches, nameof(searches));
        SelectionRow[] rows = [.. searches.SelectMany(s => s.Rows)];
        DataFrameColumn[] columns =
        [
            new Int32DataFrameColumn("class", rows.Select(r => r.ClassIndex)),
            new Int32DataFrameColumn("components", rows.Select(r => r.Components)),
            new StringDataFrameColumn("covariance", rows.Select(r => r.CovarianceType.ToString().ToLowerInvariant())),
            new StringDataFrameColumn("weights", rows.Select(r => r.EqualWeights ? "equal" : "free")),
            new Int32DataFrameColumn("parameters", rows.Select(r => r.ParameterCount)),
            new DoubleDataFrameColumn("log-likelihood", rows.Select(r => Math.Round(r.LogLikelihood, 4))),
            new DoubleDataFrameColumn("AIC", rows.Select(r => Math.Round(r.Aic, 1))),
            new DoubleDataFrameColumn("BIC", rows.Select(r => Math.Round(r.Bic, 1))),
            new DoubleDataFrameColumn("held out", rows.Select(r => r.HeldOut is { } h ? Math.Round(h, 4) : (double?)null)),
            new StringDataFrameColumn("flaw", rows.Select(r => r.Flaw ?? "")),
            new StringDataFrameColumn("winner", rows.Select(r => r.IsWinner ? "★" : "")),
        ];

        // What is the same in all rows says nothing.
        string[] optional = ["class", "covariance", "weights", "held out", "flaw"];
        return new DataFrame(columns.Where(column => !optional.Contains(column.Name) || column.Cast<object?>().Distinct().Skip(1).Any()));
    }

    /// <returns>The winner, what decided, and how many were tried.</returns>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Components} components by {Criterion}, of {Rows[0].Components} to {Rows[^1].Components} tried");
}
