#!/usr/bin/python3
"""Records the values that the tests hold the library against: PyTorch, running the article's model and loops.

    record.py --seed 7 --output DIR    draw everything anew from seed 7 and write the files that lie beside this script
    record.py --check                  compute the files beside this script once more from their inputs, and compare

Written for PyTorch 1.13.1 of Debian 12 (apt-get install python3-torch python3-numpy). Takes some minutes.
"""

import argparse
import json
import pathlib

import numpy as np
import torch
from torch import distributions
from torch.nn.functional import cross_entropy, log_softmax

HERE = pathlib.Path(__file__).parent
DTYPES = {"f32": torch.float32, "f64": torch.float64}
NAMES = ("blend_weight", "means", "stdevs")


# The article's model: a mixture whose weights pass through relu and whose standard deviations pass through abs.

def mixture(weights, means, stdevs):
    components = distributions.Independent(distributions.Normal(means, stdevs), 1)
    return distributions.MixtureSameFamily(distributions.Categorical(weights), components)


def model(parameters, prefix=""):
    weights, means, stdevs = (parameters[prefix + name] for name in NAMES)
    return mixture(torch.relu(weights), means, torch.abs(stdevs))


def start(components, features, prefix=""):
    scale = np.sqrt(6 / features)
    values = (torch.ones(components), torch.randn(components, features) * scale, torch.rand(components, features) * scale)
    return {prefix + name: value for name, value in zip(NAMES, values)}


# JSON: inputs and float32 with the 9 digits that make a float32 exact, float64 with all of its own.

def plain(value):
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, torch.Tensor):
        digits = 9 if value.dtype == torch.float32 else 17
        return json.loads(json.dumps(value.tolist()), parse_float=lambda text: number(float(text), digits),
                          parse_constant=lambda text: number(float(text), digits))
    return value


def number(value, digits):
    if not np.isfinite(value):
        return str(value)
    return float(f"{value:.{digits}g}")


def tensors(values, dtype, requires_grad=False):
    return {key: torch.tensor(np.array(value, float)).float().to(dtype).requires_grad_(requires_grad)
            for key, value in values.items()}


# Mixtures: each is (weights, means, stdevs, x); what a test calls a case has a name.

def draw_mixtures(seed):
    torch.manual_seed(seed)

    def case(features, components, samples=8, **replaced):
        inputs = {"blend_weight": torch.rand(components) + 0.1, "means": torch.randn(components, features),
                  "stdevs": torch.rand(components, features) + 0.1, "x": 2 * torch.randn(samples, features)}
        return {**inputs, **{name: change(inputs[name]) for name, change in replaced.items()}}

    def first(value):
        return lambda tensor: torch.cat([torch.full_like(tensor[:1], value), tensor[1:]])

    named = {f"random_D{d}_K{k}": case(d, k, 6 if d == 16 else 12) for d in (1, 2, 5, 16) for k in (1, 2, 3, 4, 8, 12)}
    named |= {f"random_D2_K{k}": case(2, k) for k in (5, 6, 7, 9, 10, 11)}
    named |= {
        "far_points": case(2, 4, 6, x=lambda x: 1e3 * x),
        "far_points_1e15": case(2, 4, 2, x=lambda x: 1e15 * x),
        "tiny_stdev_1e-3": case(2, 3, stdevs=lambda s: torch.full_like(s, 1e-3)),
        "wide_stdev_1e3": case(2, 4, stdevs=lambda s: 1e3 * s),
        "negative_stdev_abs": case(2, 4, stdevs=lambda s: -s),
        "zero_weight": case(2, 4, blend_weight=first(0.0)),
        "negative_weight": case(2, 4, blend_weight=first(-0.5)),
        "tiny_weights": case(2, 3, blend_weight=lambda w: 1e-6 * w),
        "weights_scaled_1000": case(2, 3, blend_weight=lambda w: 1e3 * w),
    }
    return [{"name": name, "D": inputs["means"].shape[1], "K": len(inputs["means"]), "n": len(inputs["x"]),
             "inputs": plain(inputs)} for name, inputs in named.items()]


def mixture_results(inputs, dtype):
    values = tensors(inputs, dtype, requires_grad=True)
    distribution = model(values)
    weights = distribution.mixture_distribution
    log_prob = distribution.log_prob(values["x"])
    loss = -log_prob.mean()
    loss.backward()
    return plain({
        "log_prob": log_prob, "loss_mean_neg_log_prob": loss, **{f"grad_{name}": values[name].grad for name in NAMES},
        "component_log_prob": distribution.component_distribution.log_prob(values["x"].unsqueeze(1)),
        "categorical_probs": weights.probs, "categorical_logits": weights.logits, "categorical_entropy": weights.entropy(),
        "mix_log_softmax_logits": log_softmax(weights.logits, -1),
        "mixture_mean": distribution.mean, "mixture_variance": distribution.variance})


# The two training loops.

def train(parameters, loss_of, run):
    optimizer = torch.optim.Adam(parameters.values(), lr=run["lr"])
    results = {"losses": [], "params_after": {}}
    for step in range(run["iterations"]):
        optimizer.zero_grad()
        loss = loss_of()
        loss.backward()
        if step == 0:
            results["grad_at_start"] = plain({name: p.grad for name, p in parameters.items()})
        if step in run["loss_at"]:
            results["losses"].append(plain(loss))
        optimizer.step()
        if step + 1 in (1, 10, 100, 1000, run["iterations"]):
            results["params_after"][str(step + 1)] = plain(dict(parameters))
    return results


def draw_density(seed):
    torch.manual_seed(seed)
    means, stdevs, weights = torch.randn(4, 2), (torch.rand(4, 2) + 1) * 0.25, torch.rand(4)
    truth = mixture(weights, means, stdevs)
    x = truth.sample([2000])
    torch.rand(4000, 2)  # the article's samples for validation
    return {"seed": seed, "lr": 5e-4, "iterations": 3000, "loss_at": [*range(101), *range(200, 3000, 100), 2999],
            "inputs": plain({"x": x, "initial": start(4, 2)}),
            "true_distribution": plain({"means": means, "stdevs": stdevs, "weights": truth.mixture_distribution.probs})}


def density_results(run, dtype):
    x = tensors({"x": run["inputs"]["x"]}, dtype)["x"]
    parameters = tensors(run["inputs"]["initial"], dtype, requires_grad=True)
    return train(parameters, lambda: -model(parameters).log_prob(x).mean(), run)


def draw_classifier(seed, counts=(3, 5, 2, 8, 4)):
    torch.manual_seed(seed)
    np.random.seed(seed)
    truth, features, targets = {}, [], []
    for label, count in enumerate(counts):
        clusters = []
        for _ in range(count):
            clusters.append((torch.randn(1, 2), torch.rand(1, 2) * 0.35 + 0.05))
            features.append(distributions.Normal(*clusters[-1]).expand((2000 // count, 2)).sample())
            targets += [label] * (2000 // count)
        truth[str(label)] = {"means": torch.cat([c[0] for c in clusters]), "stdevs": torch.cat([c[1] for c in clusters])}
    features, targets = torch.cat(features), np.array(targets)
    held_back = np.random.choice(len(targets), 1000)
    for_training = np.setdiff1d(np.arange(len(targets)), held_back)
    initial = {}
    for label, count in enumerate(counts):
        initial |= start(count, 2, f"class_models.{label}.")
    return {"seed": seed, "lr": 3e-2, "iterations": 4000, "loss_at": [*range(101), *range(150, 4000, 50), 3999],
            "cluster_counts": list(counts), "true_distribution": plain(truth),
            "inputs": {"features": plain(features[for_training]), "features_valid": plain(features[held_back]),
                       "targets_runs": [[c, int((targets[for_training] == c).sum())] for c in range(len(counts))],
                       "targets_valid": targets[held_back].tolist(), "valid_idxs": held_back.tolist(),
                       "initial": plain(initial)}}


def classifier_results(run, dtype):
    inputs, classes = run["inputs"], range(len(run["cluster_counts"]))
    samples = tensors({name: inputs[name] for name in ("features", "features_valid")}, dtype)
    targets = torch.cat([torch.full((count,), label) for label, count in inputs["targets_runs"]])
    parameters = tensors(inputs["initial"], dtype, requires_grad=True)

    def logits(x):
        return torch.stack([model(parameters, f"class_models.{c}.").log_prob(x) for c in classes], dim=1)

    at_start = plain(logits(samples["features_valid"][:32]))
    results = train(parameters, lambda: cross_entropy(logits(samples["features"]), targets), run)
    right = logits(samples["features_valid"]).argmax(1) == torch.tensor(inputs["targets_valid"])
    return {**results, "initial_logits_valid_first32": at_start, "accuracy_percent": 100 * right.double().mean().item()}


# Adam alone, on gradients of very different sizes.

def draw_adam(seed):
    torch.manual_seed(seed)
    sizes = torch.tensor([1, 1e-3, 30, 1e-8, 0, 0.3])
    return {"inputs": plain({"p0": torch.randn(6), "grads": torch.randn(50, 6) * sizes})}


def adam_results(inputs, lr, dtype):
    values = tensors(inputs, dtype)
    parameter, after = values["p0"].requires_grad_(True), []
    optimizer = torch.optim.Adam([parameter], lr=lr)
    for gradient in values["grads"]:
        parameter.grad = gradient.clone()
        optimizer.step()
        after.append(plain(parameter))
    return after


# The random generator: each call from a fresh seed, and the number that comes next.

CALLS = {
    "rand": torch.rand,
    "randn": torch.randn,
    "randint": lambda n: torch.randint(2, 11, (n,)),
    "randperm": torch.randperm,
    "normal": lambda n: torch.normal(torch.full((n,), 0.25), torch.full((n,), 0.75)),
    "multinomial": lambda n: torch.multinomial(torch.tensor([0.125, 0.5, 0.375]), n, replacement=True),
}


def draw_call(call, n, seed):
    torch.manual_seed(seed)
    return plain({"drawn": CALLS[call](n), "next": torch.rand(1)})


def draws(seed):
    return {"seed": seed, "draws": {call: {str(n): draw_call(call, n, seed) for n in (2, 15, 16, 17, 100)} for call in CALLS}}


def record(seed):
    cases, density, classifier, adam = draw_mixtures(seed), draw_density(seed), draw_classifier(seed), draw_adam(seed)
    return {"mixture_log_prob": {"cases": [compute_mixture(case) for case in cases]},
            "density_run": compute_run(density, density_results),
            "classifier_run": compute_run(classifier, classifier_results),
            "adam_reference": compute_adam(adam, (5e-4, 3e-2)),
            "draws": draws(seed)}


def compute_mixture(case):
    return {**case, **{key: mixture_results(case["inputs"], dtype) for key, dtype in DTYPES.items()}}


def compute_run(run, results):
    return {**run, **{key: results(run, dtype) for key, dtype in DTYPES.items()}}


def compute_adam(adam, rates):
    return {**adam, "runs": [
        {"lr": lr, **{f"params_after_each_step_{key}": adam_results(adam["inputs"], lr, dtype) for key, dtype in DTYPES.items()}}
        for lr in rates]}


# Comparing: relative to max(1, |recorded|), with the tolerances that README.md explains.

def differences(ours, recorded):
    """Largest difference of two structures, over the keys that both have."""
    if isinstance(ours, dict):
        return max((differences(ours[key], recorded[key]) for key in ours.keys() & recorded.keys()), default=0.0)
    ours, recorded = np.array(ours, float), np.array(recorded, float)
    same = (ours == recorded) | (np.isnan(ours) & np.isnan(recorded))
    return float(np.max(np.where(same, 0, np.abs(ours - recorded) / np.maximum(1, np.abs(recorded))), initial=0))


class Comparison:
    failed = False

    def __call__(self, what, ours, recorded, tolerance):
        difference = differences(ours, recorded)
        right = difference <= tolerance
        self.failed |= not right
        print(f"{'ok  ' if right else 'FAIL'} {what}: {difference:.1e}, allowed {tolerance:.0e}", flush=True)


def check():
    agree = Comparison()
    file = {path.stem: json.loads(path.read_text()) for path in HERE.glob("*.json")}

    for key, tolerance in (("f32", 5e-6), ("f64", 1e-12)):
        for case in file["mixture_log_prob"]["cases"]:
            agree(f"{case['name']} {key}", compute_mixture(case)[key], case[key], tolerance)

    adam = file["adam_reference"]
    for ours, run in zip(compute_adam(adam, [run["lr"] for run in adam["runs"]])["runs"], adam["runs"]):
        for key, tolerance in (("f32", 1e-6), ("f64", 1e-14)):
            name = f"params_after_each_step_{key}"
            agree(f"Adam {run['lr']} {key}", ours[name], run[name], tolerance)

    agree("draws", draws(file["draws"]["seed"])["draws"], file["draws"]["draws"], 1e-6)

    density, classifier = file["density_run"], file["classifier_run"]
    for what, run, draw in (("density", density, draw_density), ("classifier", classifier, draw_classifier)):
        drawn = draw(run["seed"])
        agree(f"{what}: what seed {run['seed']} draws", {name: drawn[name] for name in ("inputs", "true_distribution")}, run, 1e-6)

    for key, for_loss, for_parameters in (("f32", 1e-5, 2e-5), ("f64", 1e-10, 1e-10)):
        ours = density_results(density, DTYPES[key])
        agree(f"density {key}: losses", ours["losses"], density[key]["losses"], for_loss)
        agree(f"density {key}: parameters", ours["params_after"], density[key]["params_after"], for_parameters)

    for key, steps, for_loss, for_parameters in (("f32", 150, 1e-5, 2e-5), ("f64", 250, 1e-9, 1e-10)):
        ours, recorded = classifier_results(classifier, DTYPES[key]), classifier[key]
        together = sum(step <= steps for step in classifier["loss_at"])
        early = {step: ours["params_after"][step] for step in ("1", "10", "100")}
        agree(f"classifier {key}: losses to step {steps}", ours["losses"][:together], recorded["losses"][:together], for_loss)
        agree(f"classifier {key}: parameters to step 100", early, recorded["params_after"], for_parameters)
        agree(f"classifier {key}: last loss", ours["losses"][-1] - recorded["losses"][-1], 0, 0.03)
        agree(f"classifier {key}: accuracy", ours["accuracy_percent"] - recorded["accuracy_percent"], 0, 2)
    return agree.failed


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=0, help="what torch and numpy are seeded with (default 0)")
    parser.add_argument("--output", type=pathlib.Path, help="folder to write to")
    parser.add_argument("--check", action="store_true", help="compare with the files beside this script")
    options = parser.parse_args()
    if not options.check and not options.output:
        parser.error("say --check, or --output and a folder")

    torch.set_num_threads(1)
    if options.output:
        options.output.mkdir(parents=True, exist_ok=True)
        meta = {"torch": torch.__version__, "device": "cpu", "threads": 1}
        for name, values in record(options.seed).items():
            (options.output / f"{name}.json").write_text(json.dumps({"meta": meta, **values}, separators=(",", ":")) + "\n")
    return int(options.check and check())


if __name__ == "__main__":
    raise SystemExit(main())
