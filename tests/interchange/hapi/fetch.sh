#!/usr/bin/env bash
# HAPI FHIR's R4 validator from Maven Central into HAPI_JARS (else the temporary folder): about 144 MB, once.
set -euo pipefail
jars=${HAPI_JARS:-${TMPDIR:-/tmp}/patchpoint-hapi/lib}
[ -e "$jars/complete" ] && exit 0
cd "$(dirname "$0")"
mkdir -p "$jars"
for try in 1 2 3; do
  mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies -DincludeScope=runtime -DoutputDirectory="$jars" && touch "$jars/complete" && exit 0
  sleep $((try * 10))
done
exit 1
