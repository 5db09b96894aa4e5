"""Keeps an archive of the kernel's classes in the user's cache, which makes later starts quicker.

It belongs to one JDK and one set of jars, and is made beside the first kernel that starts with them.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import time

NAME = "octet.jsa"
MOST = 3
RETRY_SECONDS = 24 * 3600


def cache():
    """Returns the folder of Octet's caches, where this system keeps those of programs."""
    home = os.path.expanduser("~")
    if sys.platform == "darwin":
        base = os.path.join(home, "Library", "Caches")
    elif os.name == "nt":
        base = os.environ.get("LOCALAPPDATA") or os.path.join(home, "AppData", "Local")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or os.path.join(home, ".cache")
    return os.path.join(base, "octet", "classes")


def folder(java, jar):
    """Returns where the archive of a JDK and these jars is."""
    java = os.path.realpath(java)
    facts = [java, jar]
    for file in (java, jar):
        state = os.stat(file)
        facts += [str(state.st_mtime_ns), str(state.st_size)]
    return os.path.join(cache(), hashlib.sha256("\n".join(facts).encode()).hexdigest()[:16])


def flags(java, jar, plain, use):
    """Returns the flags that use the archive, given with {cache} for its folder; none where it has yet to be made.

    plain are the flags of the kernel's JVM, with which it is made. Without a cache the kernel only starts slower, so
    nothing here fails.
    """
    try:
        place = folder(java, jar)
        if os.path.exists(os.path.join(place, NAME)):
            os.utime(place)
            return [flag.replace("{cache}", place) for flag in use]
        if claim(place):
            forget_old()
            start([java, *plain, "-jar", jar, "archive", place])
    except OSError:
        pass
    return []


def claim(place):
    """Returns whether nobody else makes this archive, or has tried lately."""
    os.makedirs(place, exist_ok=True)
    mark = os.path.join(place, "started")
    try:
        if time.time() - os.path.getmtime(mark) < RETRY_SECONDS:
            return False
        os.utime(mark)
        return True
    except FileNotFoundError:
        try:
            os.close(os.open(mark, os.O_CREAT | os.O_EXCL))
            return True
        except FileExistsError:
            return False


def forget_old():
    """Removes the archives that were used longest ago: each is of some 40 MB."""
    with os.scandir(cache()) as found:
        places = sorted((entry.stat().st_mtime, entry.path) for entry in found if entry.is_dir())
    for _, place in places[:-MOST]:
        shutil.rmtree(place, ignore_errors=True)


def start(command):
    """Starts a process that outlives this one, gives way to others and is nobody's child."""
    quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    if os.name == "nt":
        subprocess.Popen(command, creationflags=0x00000008 | 0x00004000, **quiet)
        return
    child = os.fork()
    if child:
        os.waitpid(child, 0)
        return
    try:
        os.setsid()
        os.nice(10)
        subprocess.Popen(command, **quiet)
    finally:
        os._exit(0)
