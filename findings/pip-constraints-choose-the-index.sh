#!/bin/sh
# pip lets a constraints file choose the index, over the one on the command line; uv does not.
#
# Guessed: a constraints file only says which versions may be taken. An index is named by configuration, by the requirements, or on
#   the command line, and the command line wins, as everywhere.
# Seen (pip 25.3, uv 0.9.11): with `--index-url A` on the command line and `--index-url B` in the file given by `-c`, pip asks B
#   alone. So it does where a requirements file names A and then has `-c` itself; with `-r` and `-c` side by side on the command
#   line it asks A. uv asks A in the first two, refuses the third, and asks B only where nothing else names an index.
# Met: a host misspelt in constraints.txt is where everything comes from, in projects whose other files all name the right one.
#   What is declared by requirements and settings is not all that is fetched from: constraints have to be read, too.
set -eu
room=$(mktemp -d)
trap 'kill "$server" 2>/dev/null || true; rm -rf "$room"' EXIT
python3 -m venv "$room/venv"
"$room/venv/bin/pip" install --quiet --disable-pip-version-check pip==25.3 uv==0.9.11
cat >"$room/serve.py" <<'PY'
import http.server, sys, threading

class Index(http.server.BaseHTTPRequestHandler):
    """Has nothing, and writes down who was asked."""
    def do_GET(self):
        with open(sys.argv[1] + "/asked", "a") as asked:
            asked.write(self.server.name + "\n")
        self.send_response(404)
        self.send_header("Content-Length", "0")
        self.end_headers()
    def log_message(self, *_):
        pass

servers = []
for name in "AB":
    server = http.server.HTTPServer(("127.0.0.1", 0), Index)
    server.name = name
    servers.append(server)
with open(sys.argv[1] + "/ports", "w") as ports:
    ports.write(" ".join(str(server.server_port) for server in servers) + "\n")
for server in servers[1:]:
    threading.Thread(target=server.serve_forever, daemon=True).start()
servers[0].serve_forever()
PY
python3 "$room/serve.py" "$room" &
server=$!
while [ ! -s "$room/ports" ]; do sleep 0.1; done
read -r a b <"$room/ports"
a=http://127.0.0.1:$a/simple b=http://127.0.0.1:$b/simple
echo demo-package >"$room/plain.txt"
printf -- '--index-url %s\ndemo-package<2\n' "$b" >"$room/constraints.txt"
printf -- '--index-url %s\n-c constraints.txt\ndemo-package\n' "$a" >"$room/inside.txt"
printf -- '--index-url %s\ndemo-package\n' "$a" >"$room/beside.txt"
# Nobody has the package, so that both end with an error: what counts is who was asked.
tell() {
    name=$1
    shift
    : >"$room/asked"
    (cd "$room" && env -u PIP_INDEX_URL -u UV_INDEX_URL -u UV_DEFAULT_INDEX PIP_CONFIG_FILE=/dev/null "$@" >/dev/null 2>&1) || true
    echo "$name: $(sort -u "$room/asked" | tr '\n' ' ')"
}
pip="$room/venv/bin/pip --disable-pip-version-check --no-cache-dir download --no-deps -d $room/got"
uv="$room/venv/bin/uv --no-config --no-cache pip compile"
# The options are words of their own.
# shellcheck disable=SC2086
seen=$(
    tell "pip, command line" $pip --index-url "$a" -c constraints.txt -r plain.txt
    tell "pip, inside" $pip -r inside.txt
    tell "pip, beside" $pip -r beside.txt -c constraints.txt
    tell "uv, command line" $uv --index-url "$a" -c constraints.txt plain.txt
    tell "uv, inside" $uv inside.txt
    tell "uv, beside" $uv beside.txt -c constraints.txt
    tell "uv, alone" $uv plain.txt -c constraints.txt
)
expected='pip, command line: B 
pip, inside: B 
pip, beside: A 
uv, command line: A 
uv, inside: A 
uv, beside: 
uv, alone: B '
echo "$seen"
[ "$seen" = "$expected" ] || { echo "changed: expected"; echo "$expected"; exit 1; }
