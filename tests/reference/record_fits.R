#!/usr/bin/Rscript
# What mclust reaches: called by record_fits.py with the names of two files, samples to read and results to write.
# Line by line: log-likelihood in nats of each model and number of components (NA where it fails), then its choice of 14 models.

suppressMessages(library(mclust))
files <- commandArgs(trailingOnly = TRUE)
x <- as.matrix(read.csv(files[1], header = FALSE))
tree <- function() hc(x, modelName = mclust.options("hcModelName"), use = mclust.options("hcUse")) # as Mclust by itself, but once
pairs <- list(hcPairs = if (ncol(x) == 1) NULL else tree())
models <- if (ncol(x) == 1) c(diag = "V") else c(diag = "VVI", spherical = "VII", tied = "EEE", full = "VVV")
lines <- c()
for (name in names(models)) for (k in 1:6) {
  model <- if (ncol(x) == 1 && k == 1) "X" else models[[name]]
  fit <- try(Mclust(x, G = k, modelNames = model, initialization = pairs, verbose = FALSE), silent = TRUE)
  fitted <- !inherits(fit, "try-error") && !is.null(fit)
  logLik <- if (fitted) fit$loglik else NA
  shares <- if (!fitted) NA else if (k == 1) nrow(unique(x)) else min(colSums(fit$z[!duplicated(x), , drop = FALSE]))
  lines <- c(lines, paste(name, k, format(logLik, digits = 15), format(shares, digits = 6)))
}
best <- Mclust(x, G = 1:9, initialization = pairs, verbose = FALSE)
lines <- c(lines, paste("choice", best$G, best$modelName, format(best$bic, digits = 10)))
writeLines(lines, files[2])
