#!/usr/bin/env python3
"""Runs the first chapter through the installed Jupyter kernel, cell by cell; exits 1 unless every cell succeeds and one draws a chart.

Needs jupyter_client, which comes with every Jupyter, and the built library.
"""
import pathlib
import re
import sys

from jupyter_client.manager import start_new_kernel

CHART = "application/vnd.plotly.v1+json"
CHAPTER = sorted((pathlib.Path(__file__).resolve().parents[2] / "notebooks").glob("01-*.dib"))[0]


def cells(text):
    """The C# cells of a .dib notebook."""
    parts = re.split(r"^#!(\w+)\s*$", text, flags=re.MULTILINE)
    return [code for kind, code in zip(parts[1::2], parts[2::2]) if kind == "csharp"]


def main():
    charts, answers = 0, 0
    manager, client = start_new_kernel(kernel_name=".net-csharp", startup_timeout=600, cwd=str(CHAPTER.parent))
    try:
        for number, cell in enumerate(cells(CHAPTER.read_text(encoding="utf-8")), 1):
            outputs = []
            reply = client.execute_interactive(cell, timeout=1800, output_hook=lambda message: outputs.append(message["content"]))
            if reply["content"]["status"] != "ok":
                sys.exit(f"{CHAPTER.name}, cell {number}: {reply['content']}")
            answers += 1
            charts += sum(CHART in output.get("data", {}) for output in outputs)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    print(f"{CHAPTER.name}: {answers} cells, {charts} charts")
    sys.exit(0 if charts > 0 else f"{CHAPTER.name} drew no chart")


if __name__ == "__main__":
    main()
