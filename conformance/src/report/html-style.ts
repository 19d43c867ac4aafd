/** Colour only repeats what the words say. */
export const STYLE = `
:root{color-scheme:light dark;--line:#8884;--ok:#1a7f37;--bad:#c62828;--warn:#9a6700;--dim:#6e7781}
*{box-sizing:border-box}
body{font:15px/1.5 system-ui,sans-serif;margin:0 auto;max-width:72rem;padding:1.5rem}
h1{font-size:1.4rem;margin:0}h2{font-size:1.05rem;margin:0 0 .3rem}
table{border-collapse:collapse;width:100%;margin:.8rem 0}
th,td{text-align:left;padding:.25rem .6rem;border-bottom:1px solid var(--line);vertical-align:top;overflow-wrap:anywhere}
th{font-weight:600;color:var(--dim);white-space:nowrap;overflow-wrap:normal}.ms{text-align:right;white-space:nowrap}
.badge{display:inline-block;padding:0 .5rem;border-radius:.6rem;color:#fff;background:var(--dim);white-space:nowrap;font-size:.85rem}
.badge.pass,.badge.killed{background:var(--ok)}.badge.fail,.badge.survived,.badge.suite-error{background:var(--bad)}
.badge.warn,.badge.undecided,.badge.inconclusive,.badge.env-error{background:var(--warn)}
section{border-top:2px solid var(--line);padding:1rem 0}
tr.wrong td:first-child{color:var(--bad);font-weight:600}tr.ok td:first-child{color:var(--ok)}
tr.warn td:first-child,tr.unsure td:first-child{color:var(--warn)}
.clauses{margin:.3rem 0;padding-left:1.2rem;color:var(--dim)}
.pictures{display:flex;gap:1rem;flex-wrap:wrap}figure{margin:.5rem 0}
img{max-width:18rem;width:100%;border:1px solid var(--line);border-radius:.4rem}
figcaption,small,.again{color:var(--dim);font-size:.85rem}
pre{overflow-x:auto;background:#8881;padding:.6rem;border-radius:.3rem;font-size:.85rem;white-space:pre-wrap}
`;
