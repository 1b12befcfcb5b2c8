# Sourced by ./callbox and ./test: finds what they need, or says in one sentence what to install.

readonly JDK_VERSION=25

# The feature version of the JDK in directory $1 (it must have a compiler), or nothing.
jdk_version() {
  [ -x "$1/bin/javac" ] && "$1/bin/javac" -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p'
}

# Sets JAVA_HOME to a JDK of JDK_VERSION or later: the caller's own, else where systems put theirs, else the one on PATH.
use_jdk() {
  local home version
  for home in "${JAVA_HOME:-}" /usr/lib/jvm/* "$HOME"/.sdkman/candidates/java/* /opt/java/* /opt/jdk* \
      /Library/Java/JavaVirtualMachines/*/Contents/Home "$(dirname "$(dirname "$(readlink -f "$(command -v javac)")")")"; do
    [ -n "$home" ] && version=$(jdk_version "$home") && [ -n "$version" ] && [ "$version" -ge "$JDK_VERSION" ] || continue
    export JAVA_HOME=$home
    return
  done
  fail "Callbox needs a JDK $JDK_VERSION or later: install one (for example Temurin's temurin-25-jdk) or set JAVA_HOME to it."
}

# need COMMAND SENTENCE: fails with the sentence where the command is missing.
need() {
  command -v "$1" >/dev/null 2>&1 || fail "$2"
}

use_build_tools() {
  use_jdk
  need mvn "Building Callbox needs Apache Maven 3.8.7 or later: install it (on Debian: apt-get install maven)."
  need npm "Building the page needs Node.js 20 or later with npm: install it (on Debian: apt-get install nodejs npm)."
}

fail() {
  echo "$1" >&2
  exit 1
}
