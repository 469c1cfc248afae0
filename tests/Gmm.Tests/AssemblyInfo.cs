// TorchSharp's random generator is one for the process: a test that seeds it must not run beside another.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]
