#!/usr/bin/env bash
# How fast it is here: 1 rank of 1 thread, 2 ranks, 1 rank of 2 threads, and NumPy with mpi4py; and what an iteration of hardly any
# samples takes, which is all that more ranks do not share. On a machine that does nothing else:
#
#   environment/cluster/measure.sh [SAMPLES [COMPONENTS [ITERATIONS]]]
#
# Needs a build of environment/cluster, MPICH, and for NumPy Debian's python3-mpi4py (and its mpiexec.openmpi).
set -euo pipefail
samples=${1:-1e8} components=${2:-5} iterations=${3:-10}
here=$(cd "$(dirname "$0")" && pwd)
program=$(find "$here/bin" -name gmm-cluster.dll | head -1)
folder=$(mktemp --directory)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

quietly() { "$@" 2>log.txt || { cat log.txt; exit 1; }; }

run() { # NAME COMMAND...: samples a second (the median iteration, the first left out), the largest process's memory, processor seconds
  local name=$1; shift
  quietly /usr/bin/time --format "%U %S %M" --output time.txt "$@" --data 'shards/*.parquet' --start start.json --tolerance 1e-30 \
    --max-iterations "$iterations" --checkpoint-every 0 --memory "$memory" --out fit.json
  read -r user system kilobytes <time.txt
  rate=$(grep -o '[0-9.e+]* samples/s' log.txt | tail -n +2 | cut -d' ' -f1 | sort -g | awk '{ at[NR] = $1 } END { print at[int((NR + 1) / 2)] }')
  echo "$name, $memory MB kept: $rate samples/s, $((kilobytes / 1024)) MB, $user + $system processor s"
}

mixture() { # NAME NUMBERS: a fit of rows of two numbers, an awk expression of component c
  { echo x0,x1; awk -v k="$components" -v OFS=, "BEGIN { srand(1); for (n = 0; n < 2000 * k; n++) { c = n % k; print $2 } }"; } >"$1.csv"
  quietly dotnet "$program" fit --data "$1.csv" --components "$components" --covariance diagonal --out "$1.json"
}

# What samples are drawn of, and a start that is far from it, so that no fit ends before its last iteration.
mixture truth "4 * c + 2 * rand() + rand(), 4 * (c % 3) + rand() + 2 * rand()"
mixture start "4 * k * rand(), 12 * rand()"

dotnet "$program" make --model truth.json --samples "$(printf '%.0f' "$samples")" --shards 16 --out shards
for memory in 0 100000; do
  run "1 rank, 1 thread" dotnet "$program" fit --threads 1
  run "2 ranks, 1 thread each" mpiexec.mpich -n 2 dotnet "$program" fit --threads 1
  run "1 rank, 2 threads" dotnet "$program" fit --threads 2
done

rm -rf shards
dotnet "$program" make --model truth.json --samples 16000 --shards 16 --out shards
iterations=1000
run "16000 samples, 1 rank" dotnet "$program" fit --threads 1
run "16000 samples, 2 ranks" mpiexec.mpich -n 2 dotnet "$program" fit --threads 1

if command -v mpiexec.openmpi >/dev/null && /usr/bin/python3 -c 'import mpi4py, numpy' 2>/dev/null; then
  for ranks in 1 2; do
    OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 mpiexec.openmpi --oversubscribe -n "$ranks" \
      /usr/bin/python3 "$here/baseline.py" "$samples" "$components" 3 | sed "s/^/NumPy and mpi4py, $samples samples, /"
  done
fi
