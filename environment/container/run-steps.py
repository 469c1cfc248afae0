#!/usr/bin/env python3
"""Runs the steps of a Dockerfile of this repository in a bare Debian or Ubuntu, without a container engine.

    sudo environment/container/run-steps.py [--file environment/cluster/Dockerfile] [--root DIR] [--build-arg NAME=VALUE]...

As root: a minimal system is put into a folder (debootstrap), this machine's .NET SDK stands in for the SDK image, every
ENV, ARG, RUN, USER, WORKDIR and COPY is obeyed in turn, and the command is started. A server must pass its health check, any other
command end with 0. Then the image is tried: a chapter run through Jupyter must draw a chart, or two ranks fit some files. Package
managers are configured as they are on this machine. Exits 1 where a step fails.
"""
import argparse
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

import dockerfile

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
# What an image must be able to do: an interpreter, and a script in its copy of the repository.
TRIALS = {
    "environment/Dockerfile": ("python3", "environment/container/draw-chart.py"),
    "environment/cluster/Dockerfile": ("sh", "environment/container/fit-shards.sh"),
}
DOTNET = pathlib.Path(shutil.which("dotnet") or "dotnet").resolve().parent
PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
# How this machine's clients reach their registries: the container's must do the same.
CONFIGURATION = ["/etc/apt", "/etc/hosts", "/etc/resolv.conf", "/etc/ssl/certs", "/usr/share/keyrings", "/usr/local/share/ca-certificates"]
INSIDE = "RUN_STEPS_ROOT"
VARIABLES = ("http_proxy", "https_proxy", "no_proxy", "ssl_cert_file", "ssl_cert_dir", "nuget_cert_revocation_mode")


def say(text):
    print(f"\n=== {time.strftime('%H:%M:%S')} {text}", flush=True)


def run(*command, **options):
    return subprocess.run([str(c) for c in command], check=True, **options)


class Container:
    """What a Dockerfile has made so far: a root folder, variables, a user, a working directory."""

    def __init__(self, root, build_args):
        self.root, self.build_args = root, build_args
        self.environment = {"PATH": PATH, "HOME": "/root"}
        self.arguments, self.user, self.folder, self.entry, self.command, self.health = {}, "0", "/", [], [], None
        self.copied = None
        self.outside = {k: v for k, v in os.environ.items() if k.lower() in VARIABLES}

    def step(self, name, value):
        if name == "RUN":
            run(*self.inside("/bin/sh", "-ec", value, variables=self.arguments), stdin=subprocess.DEVNULL)
        elif name == "ENV":
            self.environment.update(dockerfile.assignments(self.expand(value)))
        elif name == "ARG":
            argument, _, default = self.expand(value).partition("=")
            self.arguments[argument] = self.build_args.get(argument, default)
        elif name == "USER":
            self.user = self.expand(value)
        elif name == "WORKDIR":
            self.folder = os.path.join(self.folder, self.expand(value))
            self.create(self.folder)
        elif name == "COPY":
            self.copy(self.expand(value))
        elif name == "ENTRYPOINT":
            self.entry = dockerfile.words(value)
        elif name == "CMD":
            self.command = dockerfile.words(value)
        elif name == "HEALTHCHECK":
            self.health = dockerfile.words(value.split("CMD", 1)[1])
        elif name == "FROM":
            self.arguments = {}  # they end with their stage
        elif name != "EXPOSE":
            raise ValueError(f"do not know how to {name}")

    def inside(self, *command, variables=None):
        """The command line that runs this command in the container."""
        settings = [f"{k}={v}" for k, v in {**self.outside, **(variables or {}), **self.environment}.items()]
        return ["chroot", f"--userspec={self.user}:{self.user}", str(self.root), "/usr/bin/env", "-i", f"--chdir={self.folder}", *settings, *command]

    def expand(self, text):
        return dockerfile.expand(text, {**self.arguments, **self.environment})

    def create(self, folder):
        path = self.root / folder.lstrip("/")
        if not path.exists():
            path.mkdir(parents=True)
            os.chown(path, int(self.user), int(self.user))

    def copy(self, value):
        """COPY . DIR: what git has, or would take, which is what .dockerignore leaves."""
        *options, source, target = value.split()
        owner = next((o.split("=")[1] for o in options if o.startswith("--chown=")), "0")
        if source != ".":
            raise ValueError(f"can copy the whole repository only, not {source}")
        self.create(target)
        self.copied = target
        run("bash", "-o", "pipefail", "-ec", 'git -C "$1" ls-files -z --cached --others --exclude-standard'
            ' | tar -C "$1" --create --null --files-from=- | tar -C "$2" --extract --no-same-owner',
            "copy", REPOSITORY, self.root / target.lstrip("/"))
        run("chown", "--recursive", f"{owner}:{owner}", self.root / target.lstrip("/"))


def prepare(root):
    """A minimal system with what the SDK image has: .NET, certificates, ICU."""
    if not (root / "etc" / "os-release").exists():
        say(f"a minimal system in {root}")
        codename = dict(line.rstrip().split("=", 1) for line in open("/etc/os-release") if "=" in line)["VERSION_CODENAME"]
        sites = run("apt-get", "indextargets", "--format", "$(SITE) $(CODENAME)", "Created-By: Packages", stdout=subprocess.PIPE, text=True).stdout
        mirror = next((line.split()[0] for line in sites.splitlines() if line.startswith("http") and line.endswith(" " + codename)), None)
        run("debootstrap", "--variant=minbase", codename, root, *([mirror] if mirror else []), stdout=subprocess.DEVNULL)
    for name in CONFIGURATION:
        target = root / name[1:]
        if os.path.isdir(name):
            shutil.rmtree(target, ignore_errors=True)
            shutil.copytree(name, target, symlinks=True, dirs_exist_ok=True)
        elif os.path.exists(name):
            target.unlink(missing_ok=True)
            shutil.copy(name, target)
    for config in [*pathlib.Path.home().glob(".nuget/NuGet/*.[Cc]onfig")]:
        machine_wide = root / "etc/opt/NuGet/Config"
        machine_wide.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(config, machine_wide / "this-machine.config")
    (root / str(DOTNET)[1:]).mkdir(parents=True, exist_ok=True)
    run("mount", "-t", "proc", "proc", root / "proc")  # of its own processes: MPI finds its neighbours by their numbers
    for source, *options in (("/sys", "--rbind"), ("/dev", "--rbind"), (str(DOTNET), "--bind", "-o", "ro")):
        run("mount", *options, source, root / source[1:])
    (root / "usr/bin/dotnet").unlink(missing_ok=True)
    (root / "usr/bin/dotnet").symlink_to(DOTNET / "dotnet")
    (root / "tmp").chmod(0o1777)


def build(container, file):
    say("what the SDK image has: certificates, ICU")
    container.step("RUN", "export DEBIAN_FRONTEND=noninteractive; apt-get update -qq && apt-get install -qq --yes --no-install-recommends ca-certificates '^libicu[0-9]+$' >/dev/null")
    for name, value in dockerfile.read(REPOSITORY / file):
        say(f"{name} {value}")
        container.step(name, value)


def check(container, trial):
    """Starts the container's command, waits for its health check or its end, and tries what the image is for."""
    command = container.inside(*container.entry, *container.command)
    say(f"start {container.entry + container.command}")
    with subprocess.Popen(command) as started:
        try:
            if container.health:
                while subprocess.run(container.inside(*container.health), stderr=subprocess.DEVNULL).returncode:
                    if started.poll() is not None:
                        raise OSError(f"the command ended with {started.returncode}")
                    time.sleep(1)
            elif started.wait() != 0:
                raise subprocess.CalledProcessError(started.returncode, command)
            interpreter, script = trial
            say(f"{interpreter} {script}")
            run(*container.inside(interpreter, f"{container.copied}/{script}"))
        finally:
            started.terminate()


def inside(root, file, build_args):
    start = time.monotonic()
    try:
        prepare(root)
        container = Container(root, build_args)
        build(container, file)
        check(container, TRIALS[file])
    except (subprocess.CalledProcessError, OSError, ValueError) as error:
        print(f"run-steps.py: {error}", file=sys.stderr)
        return 1
    say(f"done in {time.monotonic() - start:.0f} s")
    return 0


def apart(root):
    """Runs this program anew, with mounts of its own that end with it: what is removed afterwards holds no folder of this machine."""
    root.mkdir(mode=0o755, exist_ok=True)
    command = ["unshare", "--mount", "--pid", "--fork", "--kill-child", sys.executable, *sys.argv]
    return subprocess.run(command, env={**os.environ, INSIDE: str(root)}).returncode


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--file", choices=TRIALS, default="environment/Dockerfile", help="the Dockerfile [environment/Dockerfile]")
    parser.add_argument("--root", type=pathlib.Path, metavar="DIR", help="use this folder, and the system that it may hold, and leave it [a temporary one]")
    parser.add_argument("--build-arg", action="append", default=[], metavar="NAME=VALUE")
    options = parser.parse_args()
    if os.geteuid() != 0:
        sys.exit("run-steps.py needs to be root, for chroot and mount.")
    if INSIDE in os.environ:
        sys.exit(inside(pathlib.Path(os.environ[INSIDE]), options.file, dict(a.split("=", 1) for a in options.build_arg)))
    if options.root:
        sys.exit(apart(options.root.resolve()))
    # What is copied may hold passwords: others on this machine may not look in, while every user in there may.
    with tempfile.TemporaryDirectory(prefix="bare-root-") as temporary:
        code = apart(pathlib.Path(temporary) / "root")
    sys.exit(code)


if __name__ == "__main__":
    main()
