# Sourced by the other commands: makes `uv` available, fetching it once into .tools if need be.
# A function, because a system pip may refuse to install anywhere but into a --target folder.
if command -v uv >/dev/null 2>&1; then
    :
elif [ -d .tools/uv ]; then
    uv() { PYTHONPATH=.tools python3 -m uv "$@"; }
else
    echo "uv belum ada; diambil sekali ke .tools (fetching uv once into .tools) ..."
    if ! python3 -m pip install --quiet --disable-pip-version-check --target .tools uv; then
        echo "Python 3.11 sampai 3.13 dengan pip diperlukan (Python 3.11 to 3.13 with pip is needed), di Debian: apt-get install python3-pip" >&2
        exit 1
    fi
    uv() { PYTHONPATH=.tools python3 -m uv "$@"; }
fi
# Commands and tests start Python often: without its bytecode kept, each start takes twice the time.
unset PYTHONDONTWRITEBYTECODE
