using System.Reflection;
using Xunit;
using static TorchSharp.torch;

namespace Gmm.Tests;

/// <summary>
/// Every public method and constructor, found by reflection, with one argument wrong and the others right: null where the signature
/// knows no null, a null in a list, a value that its enum does not have. Each is refused by an <see cref="ArgumentException"/>. Strings
/// are left out: they are shown as they come.
/// </summary>
public class PublicArgumentTests
{
    private static readonly NullabilityInfoContext Nullability = new();

    public static TheoryData<string> Methods => [.. Callables().Select(Name).Distinct()];

    [Theory]
    [MemberData(nameof(Methods))]
    public void AWrongArgument_IsRefusedByName(string method)
    {
        foreach (var callable in Callables().Where(candidate => Name(candidate) == method))
        {
            var parameters = callable.GetParameters();
            foreach (var parameter in parameters)
            {
                foreach (object? wrong in Wrong(parameter))
                {
                    using var scope = NewDisposeScope();
                    manual_seed(0);
                    object?[] arguments = [.. parameters.Select(p => p == parameter ? wrong : Right(p))];
                    var error = Record.Exception(() => Call(callable, arguments));
                    Assert.True(error is ArgumentException, $"{Name(callable)}({parameter} = {wrong ?? "null"}): {error?.ToString() ?? "taken"}");
                }
            }
        }
    }

    private static string Name(MethodBase method) => $"{method.DeclaringType!.Name}.{method.Name}";

    /// <summary>Of records, what the compiler adds is left out: constructors only keep what they get.</summary>
    private static IEnumerable<MethodBase> Callables() =>
        from type in typeof(GaussianMixture).Assembly.GetExportedTypes()
        where !type.Name.StartsWith('<') && !type.IsInterface && !type.IsEnum && !type.IsGenericType && !typeof(Delegate).IsAssignableFrom(type)
        let isRecord = type.GetMethod("<Clone>$") is not null || type.GetMethod("PrintMembers", BindingFlags.NonPublic | BindingFlags.Instance) is not null
        let flags = BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly
        from callable in type.GetMethods(flags).Cast<MethodBase>().Concat(isRecord || type.IsAbstract ? [] : type.GetConstructors(flags))
        where callable.Name is not ("Equals" or "Deconstruct" or nameof(TorchSharp.Modules.Normal.rsample)) && !callable.Name.StartsWith("set_", StringComparison.Ordinal)
            && !callable.Name.StartsWith("op_", StringComparison.Ordinal) && !callable.IsGenericMethod
        where callable.GetParameters().Any(p => Wrong(p).Any())
        select callable;

    private static IEnumerable<object?> Wrong(ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        if (type.IsEnum && type != typeof(ScalarType))
        {
            yield return Enum.ToObject(type, 99);
        }
        else if (!type.IsValueType && type != typeof(string) && Nullability.Create(parameter).WriteState == NullabilityState.NotNull)
        {
            yield return null;
            if (Element(type) is { IsValueType: false } element && element != typeof(object))
            {
                var list = Array.CreateInstance(element, 2);
                list.SetValue(Value(element, "", null), 0);
                yield return list;
            }
        }
    }

    private static object? Right(ParameterInfo parameter) =>
        parameter.HasDefaultValue ? parameter.DefaultValue is { } value && parameter.ParameterType.IsEnum ? Enum.ToObject(parameter.ParameterType, value) : parameter.DefaultValue
        : Value(parameter.ParameterType, parameter.Name!, parameter.Member.DeclaringType);

    private static Type? Element(Type type) => type.IsArray && type.GetArrayRank() == 1 ? type.GetElementType()
        : type.IsGenericType && type.GetGenericTypeDefinition() is var open && (open == typeof(IReadOnlyList<>) || open == typeof(IEnumerable<>))
            ? type.GetGenericArguments()[0] : null;

    private static object? Value(Type type, string name, Type? owner)
    {
        if (type == typeof(Tensor))
        {
            return name.Contains("label", StringComparison.OrdinalIgnoreCase) ? arange(10) % 2 : randn(10, 2, dtype: float64);
        }

        var labelled = new LabelledSamples(randn(10, 2, dtype: float64), arange(10) % 2);
        var mixture = GaussianMixture.Diagonal([1, 1], new double[,] { { 0, 1 }, { 2, 3 } }, new double[,] { { 1, 1 }, { 1, 1 } });
        object? known = type switch
        {
            _ when type == typeof(Samples) => (Samples)randn(10, 2, dtype: float64),
            _ when type == typeof(LabelledSamples) => labelled,
            _ when type.IsAssignableFrom(typeof(GaussianMixture)) && type != typeof(object) => mixture,
            _ when type.IsAssignableFrom(typeof(BayesClassifier)) && type != typeof(object) => new BayesClassifier([mixture, mixture]),
            _ when type == typeof(GaussianMixModel) => new GaussianMixModel(2),
            _ when type == typeof(GmmClassifier) || type == typeof(MixtureModel) => new GmmClassifier(2, 2, 2),
            _ when type == typeof(MixtureSameFamily) => OverlappingClasses.Draw([1]).Mixtures[0],
            _ when type == typeof(TransformedMixture) => new TransformedMixture(PowerTransform.Standardise(randn(10, 2, dtype: float64)), mixture),
            _ when type == typeof(NoveltyDetector) => new NoveltyDetector(mixture, randn(10, 2, dtype: float64)),
            _ when type == typeof(AnimationFrame) => new AnimationFrame("text", Ellipses.Of("text", mixture)),
            _ when type == typeof(Ellipses) => Ellipses.Of("text", mixture),
            _ when type == typeof(Func<Tensor, Tensor>) => (Func<Tensor, Tensor>)(points => points.square().sum(dim: 1)),
            _ when type == typeof(double[,]) => new double[10, 2],
            _ when type == typeof(string) => "text",
            _ when type == typeof(int) || type == typeof(long) => Convert.ChangeType(2, type, null),
            _ when type == typeof(double) || type == typeof(float) => Convert.ChangeType(0.5, type, null),
            _ when type == typeof(Range) => 1..2,
            _ when Element(type) is { } element => List(element),
            _ when type.IsValueType => Activator.CreateInstance(type),
            _ => null,
        };
        return known;

        Array List(Type element)
        {
            var list = Array.CreateInstance(element, 2);
            list.SetValue(Value(element, name, owner), 0);
            list.SetValue(Value(element, name, owner), 1);
            return list;
        }
    }

    private static void Call(MethodBase callable, object?[] arguments)
    {
        try
        {
            object? result = callable switch
            {
                ConstructorInfo constructor => constructor.Invoke(arguments),
                { IsStatic: true } => callable.Invoke(null, arguments),
                _ => callable.Invoke(Value(callable.DeclaringType!, "", null) ?? System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(callable.DeclaringType!), arguments),
            };
        }
        catch (TargetInvocationException wrapped)
        {
            throw wrapped.InnerException!;
        }
    }
}
