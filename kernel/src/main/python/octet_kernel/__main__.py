"""Finds a JDK and starts the kernel on it; Jupyter calls this with the connection file."""

import os
import re
import shutil
import subprocess
import sys

OLDEST = 17
HERE = os.path.dirname(os.path.abspath(__file__))
ADVICE = (
    "install a JDK of version %d or later (for example from https://adoptium.net), and set JAVA_HOME to its folder"
    " or put its bin folder on the PATH" % OLDEST
)


def find_java():
    """Returns the path of java: that of JAVA_HOME where it is set, else that of the PATH."""
    home = os.environ.get("JAVA_HOME")
    name = "java.exe" if os.name == "nt" else "java"
    if home:
        java = os.path.join(home, "bin", name)
        if not os.path.isfile(java):
            sys.exit("octet: JAVA_HOME is %s, but there is no %s: %s" % (home, java, ADVICE))
        return java
    java = shutil.which("java")
    if java is None:
        sys.exit("octet: there is no Java, neither in JAVA_HOME nor on the PATH: " + ADVICE)
    return java


def feature(java):
    """Returns the first number of Java's version; of 1.8, the second. The file that tells it is quicker than java."""
    release = os.path.join(os.path.dirname(os.path.dirname(os.path.realpath(java))), "release")
    try:
        with open(release, encoding="utf-8") as lines:
            told = lines.read()
    except OSError:
        told = subprocess.run([java, "-version"], stderr=subprocess.PIPE, check=False, text=True).stderr
    version = re.search(r'(?:JAVA_VERSION=|version )"(?:1\.)?(\d+)', told)
    if version is None:
        sys.exit("octet: %s does not tell its version: %s" % (java, ADVICE))
    return int(version.group(1))


def flags(version):
    """Returns the flags for a version of Java, of which a later line of the file knows later ones."""
    with open(os.path.join(HERE, "flags.txt"), encoding="utf-8") as lines:
        known = [line.rstrip("\n").split("\t") for line in lines]
    return [line[1:] for line in known if int(line[0]) <= version][-1]


def main():
    java = find_java()
    version = feature(java)
    if version < OLDEST:
        sys.exit("octet: %s is Java %d, which is too old: %s" % (java, version, ADVICE))
    command = [java, *flags(version), "-jar", os.path.join(HERE, "octet.jar"), "kernel", *sys.argv[1:]]
    if os.name == "nt":
        sys.exit(subprocess.call(command))
    # The process that Jupyter knows becomes the kernel itself, so that no launcher outlives it.
    os.execv(java, command)


if __name__ == "__main__":
    main()
