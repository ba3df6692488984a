#!/usr/bin/env python3
"""Make a long report and a successor with known alignment, from a real report's sentences.

    successor.py REPORT OUT --size 300000 --level light|heavy --seed 0 [--words FILE ...]

writes OUT.old.txt, OUT.new.txt and OUT.gold.json ({"gold": [[old block, new block], ...], "moved": [old block, ...],
"old": [[kind, text], ...], "new": ...}; a block is a heading "H" or a numbered paragraph "P", counted from 0).
light: a quarter of the sentences reworded, 40 % of the figures changed, some blocks moved, split, merged, dropped, added,
retitled; heavy: three quarters reworded, 85 % of the figures changed, twice the rest. `--words` are texts that lend
words for the rewording (default: the reports in the fixtures, in worcestershire and in seen). Score with
`score.py pairs OUT`.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import Counter
from pathlib import Path

HERE = Path(__file__).resolve().parent
ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
ap.add_argument("report"), ap.add_argument("out")
ap.add_argument("--size", type=int, default=300_000), ap.add_argument("--seed", type=int, default=0)
ap.add_argument("--level", choices=("light", "heavy"), default="light"), ap.add_argument("--words", nargs="*")
ARGS = ap.parse_args()
SEED = Path(ARGS.report).read_text(encoding="utf-8")
_OWN = [HERE.parent.parent / "fixtures", HERE / "worcestershire", HERE / "seen"]
_texts = [
    Path(p).read_text(encoding="utf-8")
    for p in ARGS.words or [path for folder in _OWN for path in sorted(folder.glob("*.txt"))]
]
_c = Counter(w for t in _texts for w in re.findall(r"\b[a-z]{4,12}\b", re.sub(r"\S*[/@:.]\S+", " ", t)))
VOC = [w for w, _ in sorted(_c.items(), key=lambda kv: (-kv[1], kv[0]))[:12000]]
WT = [_c[w] ** 0.75 for w in VOC]
raw = [b.strip() for b in re.split(r"\n\s*\n", SEED) if b.strip()]
PARAS = [re.sub(r"^\d+\.\s*", "", re.sub(r"\s+", " ", b)) for b in raw if re.match(r"^\d+\.\s", b) and len(b) > 120]
HEADS = [
    "Market Development",
    "Digital Council and Customers",
    "Modernising Human Resources",
    "Property and Estates",
    "Legal & Democratic Services",
    "Communication and Branding",
    "Supporting the Business with Intelligence and Performance monitoring",
    "In summary",
    "Commercial and Change",
    "Highways and Transport",
    "Adult Social Care",
    "Children and Families",
    "Waste and Environment",
    "Libraries and Learning",
    "Broadband and Connectivity",
    "Public Health",
    "Budget and Savings",
    "Planning and Regulation",
]


def split_s(p):
    return [s for s in re.split(r'(?<=[.!?])\s+(?=[A-Z0-9"\'£])', p) if s]


SENTS = [s for p in PARAS for s in split_s(p) if len(s) > 40]
FIG = re.compile(r"£?\d[\d,]*(?:\.\d+)?(?:%|m\b)?")


def refig(r, s, p):
    def f(m):
        if r.random() > p:
            return m.group(0)
        t = m.group(0)
        d = re.sub(r"[^\d.]", "", t)
        try:
            v = float(d)
        except ValueError:
            return t
        if 1990 <= v <= 2030 and "," not in t:
            return str(int(v) + 1)
        nv = v * r.uniform(0.7, 1.5)
        out = f"{nv:,.2f}" if "." in d else f"{max(1, round(nv)):,}"
        return ("£" if t[0] == "£" else "") + out + ("%" if t.endswith("%") else "m" if t.endswith("m") else "")

    return FIG.sub(f, s)


def mutate_words(r, s, frac, buf):
    out = []
    for t in re.split(r"(\s+)", s):
        if t.isspace() or not re.match(r"^[a-z]{4,}[,.]?$", t) or r.random() > frac:
            out.append(t)
            continue
        k = r.random()
        tail = t[-1] if t[-1] in ",." else ""
        if k < 0.6:
            out.append(buf() + tail)
        elif k < 0.8:
            out.append(buf() + " " + t)
        else:
            out.append(tail)
    return re.sub(r"\s+", " ", "".join(out)).strip()


def make(size, level, seed):
    """A report of about `size` characters, its successor, and which old block (`gold`: old, new) each new block comes from."""
    r = random.Random(f"{size}-{level}-{seed}")
    pool = r.choices(VOC, WT, k=20000)
    it = [0]

    def buf():
        it[0] = (it[0] + 1) % 20000
        return pool[it[0]]

    pers = {
        "light": dict(
            delp=0.06,
            insp=0.06,
            mvp=0.04,
            split=0.03,
            merge=0.03,
            rew=0.25,
            frac=0.2,
            sdel=0.05,
            sins=0.05,
            fig=0.4,
            sdel_s=0.04,
            sins_s=0.05,
            ret=0.15,
            smv=0.06,
        ),
        "heavy": dict(
            delp=0.12,
            insp=0.14,
            mvp=0.08,
            split=0.05,
            merge=0.05,
            rew=0.75,
            frac=0.45,
            sdel=0.2,
            sins=0.25,
            fig=0.85,
            sdel_s=0.08,
            sins_s=0.1,
            ret=0.35,
            smv=0.12,
        ),
    }[level]

    def new_sent():
        return refig(r, mutate_words(r, r.choice(SENTS), 0.35, buf), 1)

    def new_para():
        return [new_sent() for _ in range(r.randint(2, 6))]

    # old
    secs = []
    n = 0
    k = 0
    if size <= 16000:
        base = list(PARAS)
        r.shuffle(base) if size < 10000 else None
    while n < size:
        h = HEADS[k % len(HEADS)] if k < len(HEADS) else r.choice(HEADS).split(" and ")[0] + " and " + buf().title()
        ps = []
        for _ in range(r.randint(2, 5)):
            p = [refig(r, s, 0.9) for s in split_s(PARAS[(k * 4 + len(ps)) % len(PARAS)])] if (size <= 16000) else new_para()
            ps.append(p)
            n += sum(map(len, p)) + len(p)
            if n >= size:
                break
        secs.append((h, ps))
        k += 1
    # ids
    old = []
    uid = 0
    S = []
    for h, ps in secs:
        items = [("H", uid, h)]
        uid += 1
        for p in ps:
            items.append(("P", uid, p))
            uid += 1
        S.append(items)
    # new version: list of sections, each list of (type,set(src ids),content)
    P = pers
    N = []
    for items in S:
        if r.random() < P["sdel_s"] and len(S) > 3:
            continue
        sec = []
        for t, u, c in items:
            if t == "H":
                if r.random() < P["ret"]:
                    w = c.split()
                    if len(w) > 2 and r.random() < 0.5:
                        w[r.randrange(len(w))] = buf().title()
                    else:
                        w = w + ["and", buf().title()]
                    c = " ".join(w)
                sec.append(["H", {u}, c])
                continue
            if r.random() < P["delp"]:
                continue
            ns = []
            for s in c:
                if r.random() < P["sdel"] and len(c) > 1:
                    continue
                if r.random() < P["rew"]:
                    s = mutate_words(r, s, P["frac"], buf)
                ns.append(refig(r, s, P["fig"]))
                if r.random() < P["sins"]:
                    ns.append(new_sent())
            if not ns:
                continue
            if len(ns) >= 4 and r.random() < P["split"]:
                h2 = len(ns) // 2
                sec.append(["P", {u}, ns[:h2]])
                sec.append(["P", {u}, ns[h2:]])
            elif len(sec) > 1 and sec[-1][0] == "P" and r.random() < P["merge"]:
                sec[-1][1] |= {u}
                sec[-1][2] += ns
            else:
                sec.append(["P", {u}, ns])
            if r.random() < P["insp"]:
                sec.append(["P", set(), new_para()])
        N.append(sec)
        if r.random() < P["sins_s"]:
            N.append(
                [["H", set(), r.choice(HEADS) + " " + buf().title()]] + [["P", set(), new_para()] for _ in range(r.randint(1, 3))]
            )
    for i in range(len(N)):
        if r.random() < P["smv"]:
            s = N.pop(i)
            N.insert(r.randint(0, len(N)), s)
    moved = set()
    for sec in N:
        for it_ in list(sec):
            if it_[0] == "P" and r.random() < P["mvp"] and len(sec) > 2:
                sec.remove(it_)
                tgt = r.choice(N)
                tgt.insert(r.randint(1, len(tgt)), it_)
                moved |= it_[1]
    oldp = []
    num = 37
    for items in S:
        for t, u, c in items:
            if t == "H":
                oldp.append((t, c))
            else:
                oldp.append((t, f"{num}. " + " ".join(c)))
                num += 1
    newp = []
    gold = []
    num = 41
    for sec in N:
        for t, us, c in sec:
            j = len(newp)
            if t == "H":
                newp.append((t, c))
            else:
                newp.append((t, f"{num}. " + " ".join(c)))
                num += 1
            gold += [(u, j) for u in us]
    return dict(size=size, level=level, old=oldp, new=newp, gold=sorted(gold), moved=sorted(moved))


if __name__ == "__main__":
    made = make(ARGS.size, ARGS.level, ARGS.seed)
    for side in ("old", "new"):
        Path(f"{ARGS.out}.{side}.txt").write_text("\n\n".join(text for _, text in made[side]) + "\n", encoding="utf-8")
    Path(f"{ARGS.out}.gold.json").write_text(json.dumps(made, ensure_ascii=False), encoding="utf-8")
    print(f"{len(made['old'])} old and {len(made['new'])} new blocks, {len(made['gold'])} pairs, {len(made['moved'])} moved")
