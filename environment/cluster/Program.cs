return Gmm.Cluster.CommandLine.Invoke(args);
