"""As much of the Dockerfile language as this repository's use."""
import json
import re
import shlex


def read(path):
    """Yields each instruction as (NAME, rest), with continued lines joined and comments left out."""
    joined = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        joined += line.rstrip()
        if joined.endswith("\\"):
            joined = joined[:-1]
            continue
        name, _, rest = joined.strip().partition(" ")
        yield name.upper(), rest.strip()
        joined = ""


def words(text):
    """The words of CMD's and ENTRYPOINT's JSON form."""
    return json.loads(text)


def assignments(text):
    """ENV's A=1 B="2 3"."""
    return dict(word.split("=", 1) for word in shlex.split(text))


def expand(text, variables):
    """Puts in the values of $NAME and ${NAME}; one that is not set is empty."""
    return re.sub(r"\$(?:\{(\w+)\}|(\w+))", lambda m: variables.get(m[1] or m[2], ""), text)
