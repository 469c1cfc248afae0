"""The two models in PyTorch, twice: as the article writes them, and as someone who wants speed would.

Both have `step()`, which takes one whole training step and returns its loss as a number: forget the old gradient,
forward, loss, backward, Adam, read the loss. And `logits(x)`, the log-densities [N, C].
N samples, D features, C classes (mixtures), M components of all classes, those of class 0 first.
"""

import math

import torch
from torch.distributions import Categorical, Independent, MixtureSameFamily, Normal


class ArticleMixture(torch.nn.Module):
    """One mixture, built from torch.distributions anew at every call."""

    def __init__(self, weights, means, stdevs):
        super().__init__()
        self.weights = torch.nn.Parameter(weights.clone())
        self.means = torch.nn.Parameter(means.clone())
        self.stdevs = torch.nn.Parameter(stdevs.clone())

    def forward(self, x):
        components = Independent(Normal(self.means, self.stdevs.abs()), 1)
        return MixtureSameFamily(Categorical(torch.relu(self.weights)), components).log_prob(x)


class Article:
    """A module a class, a distribution a module, three parameters each."""

    def __init__(self, data):
        self.samples = data.samples
        self.labels = None if data.labels is None else data.labels.float()
        blocks = zip(*(block.split(data.counts) for block in (data.weights, data.means, data.stdevs)))
        self.mixtures = torch.nn.ModuleList([ArticleMixture(*block) for block in blocks])
        self.optimizer = torch.optim.Adam(self.mixtures.parameters(), lr=data.learning_rate)
        self.cross_entropy = torch.nn.CrossEntropyLoss()

    def logits(self, x):
        return torch.hstack([mixture(x).unsqueeze(1) for mixture in self.mixtures])

    def step(self):
        self.optimizer.zero_grad()
        if self.labels is None:
            loss = -self.mixtures[0](self.samples)
            loss.mean().backward()
            self.optimizer.step()
            return loss.mean().item()
        loss = self.cross_entropy(self.logits(self.samples), self.labels.type(torch.long))
        loss.backward()
        self.optimizer.step()
        return loss.item()


class Batched:
    """One block of parameters, and every operation on all components at once, N innermost so that memory is contiguous."""

    def __init__(self, data):
        self.counts = data.counts
        self.columns = data.samples.t().contiguous().unsqueeze(1)  # [D, 1, N]
        self.labels = data.labels
        self.weights, self.means, self.stdevs = (
            block.clone().requires_grad_() for block in (data.weights, data.means, data.stdevs))
        self.optimizer = torch.optim.Adam([self.weights, self.means, self.stdevs], lr=data.learning_rate, foreach=True)
        self.class_of = torch.arange(len(data.counts)).repeat_interleave(torch.tensor(data.counts))
        self.eps = torch.finfo(data.weights.dtype).eps

    def log_weights(self):
        positive = self.weights.relu()
        totals = positive.new_zeros(len(self.counts)).index_add(0, self.class_of, positive)
        return (positive / totals[self.class_of]).clamp(self.eps, 1 - self.eps).log()

    def joint(self, columns):
        stdevs = self.stdevs.abs()  # [M, D]
        inverse = stdevs.reciprocal().t().unsqueeze(-1)  # [D, M, 1]
        shift = self.means.t().unsqueeze(-1) * inverse  # [D, M, 1]
        height = self.log_weights() - stdevs.log().sum(1) - 0.5 * self.means.size(1) * math.log(2 * math.pi)
        squared = torch.addcmul(-shift, columns, inverse).square().sum(0)  # [M, N]
        return torch.add(height.unsqueeze(-1), squared, alpha=-0.5)

    def log_densities(self, columns):
        return torch.stack([mixture.logsumexp(0) for mixture in self.joint(columns).split(self.counts)])  # [C, N]

    def logits(self, x):
        return self.log_densities(x.t().contiguous().unsqueeze(1)).t()

    def step(self):
        self.optimizer.zero_grad(set_to_none=True)
        log_densities = self.log_densities(self.columns)
        if self.labels is None:
            loss = -log_densities.mean()
        else:
            loss = torch.nn.functional.cross_entropy(log_densities.t(), self.labels)
        loss.backward()
        self.optimizer.step()
        return loss.item()


FORMS = {"article": Article, "batched": Batched}
