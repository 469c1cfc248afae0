#!/usr/bin/env bash
# Two hosts on one machine: two network namespaces, joined by a virtual link, each with a rank of its own.
#
#   sudo environment/cluster/two-hosts.sh gmm-cluster.dll fit --data 'shards/*.parquet' ...
#
# Exits 77 where it may not make namespaces or there is no MPICH; else as the program does.
set -euo pipefail

skip() { echo "two-hosts.sh: $1" >&2; exit 77; }
[ $# -gt 0 ] || { sed -n '2,7p' "$0" >&2; exit 2; }
[ "$(id -u)" = 0 ] || skip "needs to be root, to make network namespaces."
for tool in ip mpiexec.hydra dotnet; do command -v "$tool" >/dev/null || skip "there is no $tool."; done

id=gmm$$
left=${id}a right=${id}b
cleanup() {
  for host in "$left" "$right"; do
    # Its processes first: a namespace lives as long as one of them.
    ip netns pids "$host" 2>/dev/null | xargs --no-run-if-empty kill 2>/dev/null || true
    ip netns delete "$host" 2>/dev/null || true
  done
  rm -rf "$folder"
}
folder=$(mktemp --directory)
trap cleanup EXIT

ip netns add "$left" 2>/dev/null || skip "may not make network namespaces here."
ip netns add "$right"
ip link add "$id" netns "$left" type veth peer name "$id" netns "$right" 2>/dev/null || skip "may not make a virtual link here."
for host in "$left 10.99.0.1" "$right 10.99.0.2"; do
  read -r name address <<<"$host"
  ip -n "$name" address add "$address/24" dev "$id"
  ip -n "$name" link set "$id" up
  ip -n "$name" link set lo up
done

# What mpiexec calls in place of ssh: HOST COMMAND.
cat >"$folder/rsh" <<EOF
#!/usr/bin/env bash
while [[ \$1 == -* ]]; do shift; done
host=\$1; shift
[ "\$host" = 10.99.0.1 ] && name=$left || name=$right
exec ip netns exec "\$name" sh -c "\$*"
EOF
chmod +x "$folder/rsh"

program=$1; shift
# FI_PROVIDER: TCP over the link; without shared memory, which these two hosts have and others have not.
FI_PROVIDER=tcp MPIR_CVAR_NOLOCAL=1 ip netns exec "$left" \
  mpiexec.hydra -launcher rsh -launcher-exec "$folder/rsh" -iface "$id" -hosts 10.99.0.1,10.99.0.2 -ppn 1 -n 2 dotnet "$program" "$@"
