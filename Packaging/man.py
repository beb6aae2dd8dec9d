"""Writes a man page for each command of imrf into a folder, from what its argument parser tells of itself.

    man.py PROGRAM VERSION FOLDER

The day on the pages is SOURCE_DATE_EPOCH. swift-argument-parser has a generator, too, which takes a minute to build.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path


def escaped(text):
    """Text as roff reads it as such: a hyphen in an option is a minus, so that it can be searched for and copied."""
    return "\n".join(
        "\\&" + line if line[:1] in (".", "'") else line for line in text.replace("\\", "\\e").replace("-", "\\-").split("\n")
    )


def paragraphs(text):
    return escaped(text).replace("\n\n", "\n.PP\n")


def names(argument):
    """How an argument is written: `-q, --quiet`, `--source folder`, `pack`."""
    value = f"\\fI{escaped(argument['valueName'])}\\fR"
    if argument["kind"] == "positional":
        return value
    written = sorted({"-" * (1 + (name["kind"] == "long")) + name["name"] for name in argument["names"]}, key=len)
    options = ", ".join(f"\\fB{escaped(name)}\\fR" for name in written)
    return f"{options} {value}" if argument["kind"] == "option" else options


def described(argument):
    """What an argument is for, which values it may have, and which it has if nothing is said."""
    text = escaped(argument.get("abstract", ""))
    more = []
    if values := argument.get("allValues"):
        more.append("One of " + ", ".join(f"\\fB{escaped(value)}\\fR" for value in values) + ".")
    if (default := argument.get("defaultValue")) and argument["kind"] == "option":
        more.append(f"Without it: \\fB{escaped(default)}\\fR.")
    return f".TP\n{names(argument)}\n" + "\n".join([text, *more]) + "\n"


def usage(path, command):
    parts = [f".B {escaped(' '.join(path))}"]
    if command.get("subcommands"):
        parts.append("\\fIcommand\\fR")
    arguments = command.get("arguments", [])
    if any(argument["kind"] != "positional" for argument in arguments):
        parts.append("[\\fIoptions\\fR]")
    for argument in arguments:
        if argument["kind"] == "positional":
            name = names(argument) + ("..." if argument["isRepeating"] else "")
            parts.append(f"[{name}]" if argument["isOptional"] else name)
    return "\n".join(parts)


def page(path, command, version, day):
    title = "-".join(path)
    arguments = [argument for argument in command.get("arguments", []) if argument["shouldDisplay"]]
    text = f".TH {escaped(title).upper()} 1 {day} \"imrf {version}\" \"User Commands\"\n"
    text += f".SH NAME\n{escaped(title)} \\- {escaped(command['abstract'].rstrip('.'))}\n"
    text += f".SH SYNOPSIS\n{usage(path, command)}\n"
    if discussion := command.get("discussion"):
        text += f".SH DESCRIPTION\n{paragraphs(discussion)}\n"
    for heading, belongs in [("ARGUMENTS", True), ("OPTIONS", False)]:
        chosen = [argument for argument in arguments if (argument["kind"] == "positional") == belongs]
        if chosen:
            text += f".SH {heading}\n" + "".join(map(described, chosen))
    commands = command.get("subcommands", [])
    if commands:
        text += ".SH COMMANDS\n" + "".join(
            f".TP\n.BR {escaped('-'.join([*path, each['commandName']]))} (1)\n{escaped(each['abstract'])}\n" for each in commands
        )
    if len(path) > 1:
        text += f".SH SEE ALSO\n.BR {escaped('-'.join(path[:-1]))} (1)\n"
    return text


def write(path, command, version, day, folder):
    (folder / f"{'-'.join(path)}.1").write_text(page(path, command, version, day))
    for each in command.get("subcommands", []):
        write([*path, each["commandName"]], each, version, day, folder)


program, version, folder = sys.argv[1:]
told = json.loads(subprocess.run([program, "--experimental-dump-help"], check=True, capture_output=True).stdout)
day = time.strftime("%Y-%m-%d", time.gmtime(int(os.environ["SOURCE_DATE_EPOCH"])))
write([told["command"]["commandName"]], told["command"], version, day, Path(folder))
