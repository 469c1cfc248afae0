using NotebookHost;

return args is [NotebookChild.Command, var pipeHandle]
    ? NotebookChild.Run(pipeHandle)
    : await CommandLine.InvokeAsync(args);
