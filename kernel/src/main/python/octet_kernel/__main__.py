"""Finds a JDK and starts the kernel on it; Jupyter calls this with the connection file."""

import os
import subprocess
import sys

from octet_kernel import archive, javas

HERE = os.path.dirname(os.path.abspath(__file__))
JAR = os.path.join(HERE, "octet.jar")


def known_flags():
    """Returns the lines of the file of flags: what each is for, the version of Java, then the flags."""
    with open(os.path.join(HERE, "flags.txt"), encoding="utf-8") as lines:
        return [line.rstrip("\n").split("\t") for line in lines]


def flags(lines, purpose, version):
    """Returns the flags for a version of Java, of which a later line of the file knows later ones."""
    return [line[2:] for line in lines if line[0] == purpose and int(line[1]) <= version][-1]


def main():
    java, version = javas.find()
    lines = known_flags()
    plain = flags(lines, "kernel", version)
    archived = archive.flags(java, JAR, plain, flags(lines, "archive", version))
    linux = flags(lines, "linux", version) if sys.platform == "linux" else []
    command = [java, *plain, *linux, *archived, "-jar", JAR, "kernel", *sys.argv[1:]]
    if os.name == "nt":
        sys.exit(subprocess.call(command))
    # The process that Jupyter knows becomes the kernel itself, so that no launcher outlives it.
    os.execv(java, command)


if __name__ == "__main__":
    main()
