"""Finds a JDK and starts the kernel on it; Jupyter calls this with the connection file."""

import os
import subprocess
import sys

from octet_kernel import archive, javas

HERE = os.path.dirname(os.path.abspath(__file__))
JAR = os.path.join(HERE, "octet.jar")


def known_flags():
    """Returns the lines of the file of flags: what each is for, then the flags."""
    with open(os.path.join(HERE, "flags.txt"), encoding="utf-8") as lines:
        return [line.rstrip("\n").split("\t") for line in lines]


def flags(lines, version):
    """Returns the flags for a version of Java, of which a later line of the file knows later ones."""
    return [line[1:] for line in lines if line[0].isdigit() and int(line[0]) <= version][-1]


def main():
    java, version = javas.find()
    lines = known_flags()
    plain = flags(lines, version)
    archived = archive.flags(java, JAR, plain, [flag for line in lines if line[0] == "archive" for flag in line[1:]])
    command = [java, *plain, *archived, "-jar", JAR, "kernel", *sys.argv[1:]]
    if os.name == "nt":
        sys.exit(subprocess.call(command))
    # The process that Jupyter knows becomes the kernel itself, so that no launcher outlives it.
    os.execv(java, command)


if __name__ == "__main__":
    main()
