# mclust's EM as a contestant: em_contestant.R FOLDER KIND N D K. It uses one thread.
# Answers "steps WARMUP COUNT" and "score ITERATIONS 0" with a JSON object a line, as python/em_contestant.py does.

suppressPackageStartupMessages(library(mclust))

words <- commandArgs(trailingOnly = TRUE)
folder <- words[1]
kind <- words[2]
n <- as.integer(words[3])
d <- as.integer(words[4])
k <- as.integer(words[5])

numbers <- function(name, count) readBin(file.path(folder, paste0(name, ".f64")), "double", count, endian = "little")
x <- matrix(numbers("samples", n * d), n, d, byrow = TRUE)
means <- matrix(numbers("means", k * d), d, k)

# Components around the means, one wide.
model <- c(diagonal = "VVI", full = "VVV", tied = "EEE")[[kind]]
shape <- switch(kind,
  diagonal = list(scale = rep(1, k), shape = matrix(1, d, k)),
  full = list(sigma = array(diag(d), c(d, d, k)), cholsigma = array(diag(d), c(d, d, k))),
  tied = list(Sigma = diag(d), cholSigma = diag(d)))
start <- list(pro = rep(1 / k, k), mean = means, variance = c(list(modelName = model, d = d, G = k), shape))

# It stops where an iteration changes no bit of the log-likelihood, as of clusters far apart, and counts iterations that the limit ended below 0.
iterate <- function(parameters, count) {
  fit <- em(data = x, modelName = model, parameters = parameters, control = emControl(tol = c(0, 0), itmax = c(count, count)), warn = FALSE)
  list(parameters = fit$parameters, made = abs(attr(fit, "info")[["iterations"]]))
}

peak_mib <- function() {
  line <- grep("^VmHWM", readLines("/proc/self/status"), value = TRUE)
  as.numeric(sub("VmHWM:\\s*([0-9]+).*", "\\1", line)) / 1024
}

steps <- function(warmup, count) {
  warm <- iterate(start, warmup)$parameters
  time <- system.time(made <- iterate(warm, count)$made)
  sprintf('{"milliseconds": %.17g, "processorMilliseconds": %.17g, "peakMib": %.17g}',
    time[["elapsed"]] / made * 1000, (time[["user.self"]] + time[["sys.self"]]) / made * 1000, peak_mib())
}

score <- function(iterations, ignored)
  sprintf('{"score": %.17g}', estep(data = x, modelName = model, parameters = iterate(start, iterations)$parameters)$loglik / n)

say <- function(line) {
  cat(line, "\n", sep = "")
  flush(stdout())
}

input <- file("stdin", "r")
say('{"ready": true}')
while (length(line <- readLines(input, 1)) > 0) {
  command <- strsplit(line, " ")[[1]]
  answer <- switch(command[1], steps = steps, score = score)
  say(answer(as.integer(command[2]), as.integer(command[3])))
}
