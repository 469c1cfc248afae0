namespace Gmm;

/// <summary>A progress that wants to know when the training is over: a stopping rule may end it any time.</summary>
internal interface ITrainingEnd
{
    /// <summary>No report will follow.</summary>
    public void OnEnd();
}
