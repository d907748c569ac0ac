#!/bin/sh
# Installs Kaoping without a network: ./install.sh [FOLDER], by default ./kaoping beside this script. 安装说明见同名文件。
set -eu
here=$(cd "$(dirname "$0")" && pwd)
folder=${1:-$here/kaoping}
wanted=$(cat "$here/python-version")

fail() { echo "$1" >&2; exit 1; }

(cd "$here" && sha256sum --quiet -c SHA256SUMS) || fail "安装包不完整，请重新拷贝。 The bundle is damaged; copy it again."
python=${PYTHON:-python$wanted}
command -v "$python" >/dev/null 2>&1 || python=python3
found=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null || true)
[ "$found" = "$wanted" ] || fail "需要 Python $wanted，这里是 ${found:-（没有）}；可用 PYTHON=路径 指定。 Python $wanted is needed; name one with PYTHON=path."

"$python" -m venv "$folder" >/dev/null 2>&1 \
    || fail "不能建立 $folder；Debian、UOS 请先装 python3-venv。 $folder cannot be made; on Debian install python3-venv."
"$folder/bin/pip" install -q --disable-pip-version-check --no-index --find-links "$here/wheels" 'kaoping[web]'

echo "已安装。 Installed."
echo "试用示例 demonstration: $folder/bin/kaoping serve --demonstration --data $folder/demonstration"
echo "正式使用 for real:      $folder/bin/kaoping serve --data $folder/data"
