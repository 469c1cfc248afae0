using Xunit;
using static TorchSharp.torch;

namespace Gmm.Tests;

/// <summary>A model that is disposed while other threads use it: each call is answered, or says that the model is gone.</summary>
public class DisposalTests
{
    [Fact]
    public async Task Dispose_WhileOthersPredict_CrashesNobody()
    {
        for (int round = 0; round < 20; round++)
        {
            manual_seed(round);
            var model = new GmmClassifier(2, 3, 4);
            var x = randn(5000, 2);
            using var started = new CountdownEvent(3);
            var threads = Enumerable.Range(0, 3).Select(_ => Task.Factory.StartNew(
                () =>
                {
                    using var scope = NewDisposeScope();
                    started.Signal();
                    try
                    {
                        while (true)
                        {
                            Assert.Equal(5000, model.Predict(x).size(0));
                            Assert.Equal(12, model.Weights().size(0));
                        }
                    }
                    catch (ObjectDisposedException)
                    {
                    }
                },
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default)).ToArray();
            started.Wait(TestContext.Current.CancellationToken);

            model.Dispose();
            model.Dispose();

            await Task.WhenAll(threads);
            Assert.Throws<ObjectDisposedException>(() => model.Predict(x));
        }
    }
}
