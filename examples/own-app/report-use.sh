#!/bin/bash
# Tells catnap whether this host is at work: here, whether a process named `job` runs. Expects TARGET and WAKE_FUNCTION.
set -euo pipefail

metadata=http://169.254.169.254/latest
token=$(curl -sf -X PUT -H 'X-aws-ec2-metadata-token-ttl-seconds: 60' "$metadata/api/token")
instance=$(curl -sf -H "X-aws-ec2-metadata-token: $token" "$metadata/meta-data/instance-id")
used=false
if pgrep -x job > /dev/null; then used=true; fi

aws lambda invoke --function-name "$WAKE_FUNCTION" --cli-binary-format raw-in-base64-out \
  --payload "{\"method\":\"POST\",\"path\":\"/report\",\"body\":{\"target\":\"$TARGET\",\"instance\":\"$instance\",\"used\":$used}}" \
  /dev/null
