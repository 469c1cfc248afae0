#!/bin/sh
# In the cluster's image: two ranks fit two small files, and the model is written. Exits 1 where one of these fails.
set -eu
folder=$(mktemp -d)
trap 'rm -r "$folder"' EXIT
for shard in 1 2; do
  # A grid around (0, 0), and one around (9, 9).
  awk -v shard="$shard" -v OFS=, 'BEGIN { print "x,y"; for (i = 0; i < 400; i++) print (i % 2) * 9 + i % 7 / 7 + shard / 100, (i % 2) * 9 + i % 11 / 11 }' >"$folder/$shard.csv"
done
mpiexec -n 2 gmm-cluster fit --data "$folder/*.csv" --components 2 --out "$folder/model.json"
grep '"kind": "GaussianMixture"' "$folder/model.json"
