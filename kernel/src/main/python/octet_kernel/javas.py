"""Finds a Java that can run the kernel."""

import glob
import os
import re
import shutil
import subprocess
import sys

OLDEST = 17
ADVICE = (
    "install a JDK of version %d or later (for example from https://adoptium.net), and set JAVA_HOME to its folder"
    " or put its bin folder on the PATH" % OLDEST
)
NAME = "java.exe" if os.name == "nt" else "java"
USUAL = {
    "darwin": ["/Library/Java/JavaVirtualMachines/*/Contents/Home", "~/Library/Java/JavaVirtualMachines/*/Contents/Home"],
    "win32": ["C:/Program Files/Java/*", "C:/Program Files/Eclipse Adoptium/*", "C:/Program Files/Microsoft/jdk-*"],
}
USUAL_ELSEWHERE = ["/usr/lib/jvm/*", "/usr/java/*", "/opt/java/*", "~/.sdkman/candidates/java/*", "~/.jdks/*"]


def candidates():
    """Yields (where it was found, executable), of each Java once, those that the user chose first."""
    seen = set()
    for where, java in places():
        real = os.path.realpath(java)
        if os.path.isfile(real) and real not in seen:
            seen.add(real)
            yield where, java


def places():
    for variable in ("OCTET_JAVA_HOME", "JAVA_HOME"):
        home = os.environ.get(variable)
        if home:
            yield variable, os.path.join(home, "bin", NAME)
    for folder in os.environ.get("PATH", os.defpath).split(os.pathsep):
        if folder:
            yield "PATH", os.path.join(folder, NAME)
    for pattern in USUAL.get(sys.platform, USUAL_ELSEWHERE):
        homes = glob.glob(os.path.expanduser(pattern))
        for home in sorted(homes, reverse=True):
            yield os.path.dirname(home), os.path.join(home, "bin", NAME)


def describe(java):
    """Returns (version, whether it can compile cells); None where it does not say."""
    return from_file(java) or from_itself(java)


def from_file(java):
    """Reads the file that a JDK carries: quicker than to start it. A JRE may carry the same, but it has no javac."""
    home = os.path.dirname(os.path.dirname(os.path.realpath(java)))
    try:
        with open(os.path.join(home, "release"), encoding="utf-8") as lines:
            told = lines.read()
    except (OSError, UnicodeDecodeError):
        return None
    version = re.search(r'^JAVA_VERSION="(?:1\.)?(\d+)', told, re.MULTILINE)
    if version is None:
        return None
    modules = re.search(r'^MODULES="([^"]*)"', told, re.MULTILINE)
    compiles = shutil.which("javac", path=os.path.join(home, "bin")) is not None
    return int(version.group(1)), compiles and (modules is None or "jdk.jshell" in modules.group(1).split())


def from_itself(java):
    try:
        told = subprocess.run([java, "-version"], stderr=subprocess.PIPE, check=False, timeout=60).stderr
        version = re.search(r'version "(?:1\.)?(\d+)', told.decode("utf-8", "replace"))
        if version is None:
            return None
        modules = subprocess.run([java, "--list-modules"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
        return int(version.group(1)), b"jdk.jshell" in modules.stdout and b"jdk.compiler" in modules.stdout
    except (OSError, subprocess.SubprocessError):
        return None


def find():
    """Returns (executable, version) of the first that fits; where none does, ends with what was found."""
    problems = []
    chosen = [name for name in ("OCTET_JAVA_HOME", "JAVA_HOME") if os.environ.get(name)]
    for variable in chosen:
        java = os.path.join(os.environ[variable], "bin", NAME)
        if not os.path.isfile(java):
            problems.append("%s is %s, but there is no %s" % (variable, os.environ[variable], java))
    for where, java in candidates():
        found = describe(java)
        if found is None:
            problems.append("%s (%s) does not tell its version" % (java, where))
        elif found[0] < OLDEST:
            problems.append("%s (%s) is Java %d, which is too old" % (java, where, found[0]))
        elif not found[1]:
            problems.append("%s (%s) is a runtime (JRE) without compiler and JShell" % (java, where))
        else:
            return java, found[0]
    sys.exit(
        "octet: the kernel needs a JDK of version %d or later. Found: %s. To do: %s"
        % (OLDEST, "; ".join(problems) or "there is no Java", ADVICE)
    )
