#!/usr/bin/env python3
"""Runs the shell steps of the workflows on this machine, as GitHub would on ubuntu-latest.

    .github/run-steps.py                    # lists the jobs
    .github/run-steps.py ci/test pages      # runs a job, or all jobs of a workflow

Each job gets a fresh clone of what is committed, and each step a shell of its own: bash -e. Actions (checkout, setup-dotnet, upload) are
named and passed over; so are steps that need Docker or GitHub, where those cannot be reached. Exits 1 where a step fails. Needs Python's yaml.
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import yaml

REPOSITORY = pathlib.Path(__file__).resolve().parents[1]
SYSTEM = "ubuntu-latest"
VALUES = {
    "matrix.os": SYSTEM,
    "github.token": "",
    "github.event.release.tag_name": "v0",
    "steps.pages.outputs.base_url": "https://example.org/book",
}
NEEDS = {"docker": ["docker", "info"], "gh": ["gh", "auth", "status"]}  # what tells that a command can do something here


def jobs():
    for path in sorted((REPOSITORY / ".github/workflows").glob("*.yml")):
        for name, job in yaml.safe_load(path.read_text())["jobs"].items():
            yield f"{path.stem}/{name}", job


def value(expression):
    name = expression.group(1)
    if name not in VALUES:
        sys.exit(f"${{{{ {name} }}}} has no value here: say in VALUES what stands for it.")
    return VALUES[name]


def filled(text):
    return re.sub(r"\$\{\{\s*(.*?)\s*\}\}", value, str(text))


def reason_to_pass_over(step):
    if "uses" in step:
        return f"the action {step['uses']}"
    other = re.fullmatch(r"matrix\.os == '(.*)'", step.get("if", ""))
    if other and other[1] != SYSTEM:
        return f"for {other[1]}"
    missing = [c for c in NEEDS if re.search(rf"(?m)^\s*{c}\b", step["run"]) and not works(c)]
    return f"needs {missing[0]}" if missing else None


def works(command):
    return shutil.which(command) and subprocess.run(NEEDS[command], capture_output=True).returncode == 0


def run(job, folder):
    """The step that failed, or None."""
    for step in job["steps"]:
        title = step.get("name") or step.get("uses") or step["run"].splitlines()[0]
        if reason := reason_to_pass_over(step):
            print(f"--- passed over, {reason}: {title}", flush=True)
            continue
        print(f"=== {title}", flush=True)
        variables = {k: filled(v) for k, v in step.get("env", {}).items()}
        script = filled(step["run"])
        if not shutil.which("sudo") and os.geteuid() == 0:
            script = 'sudo() { "$@"; }\n' + script
        if subprocess.run(["bash", "-e", "-c", script], cwd=folder, env={**os.environ, "CI": "true", **variables}).returncode != 0:
            return title
    return None


def main(asked):
    everything = dict(jobs())
    if not asked:
        print("\n".join(everything))
        return 0
    chosen = [name for name in everything if any(name == a or name.startswith(a + "/") for a in asked)]
    if unknown := [a for a in asked if not any(name == a or name.startswith(a + "/") for name in everything)]:
        sys.exit(f"There is no workflow or job {', '.join(unknown)}: choose among {', '.join(everything)}.")
    failed = []
    for name in chosen:
        print(f"\n##### {name}", flush=True)
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run(["git", "clone", "--quiet", REPOSITORY, folder], check=True)
            failed += [f"{name}: {step}"] if (step := run(everything[name], folder)) else []
    print("\n" + ("\n".join(f"failed: {f}" for f in failed) or "All steps passed."))
    return 1 if failed else 0


sys.exit(main(sys.argv[1:]))
