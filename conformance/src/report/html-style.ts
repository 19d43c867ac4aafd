/** Colour only repeats what the words say. Tables become blocks on a narrow screen; folded parts are printed. */
export const STYLE = `
:root{color-scheme:light dark;--line:#8884;--ok:#1a7f37;--bad:#c62828;--warn:#9a6700;--dim:#6e7781;--call:#4078c0;--data:#8250df;--wifi:#0a7ea4}
@media (prefers-color-scheme:dark){:root{--ok:#3fb950;--bad:#f47067;--warn:#d29922;--dim:#9198a1;--call:#6ca4f8;--data:#b392f0;--wifi:#56c7e0}.badge{color:#111!important}}
*{box-sizing:border-box}
body{font:15px/1.5 system-ui,sans-serif;margin:0 auto;max-width:72rem;padding:1.5rem}
h1{font-size:1.4rem;margin:0}h2{font-size:1.05rem;margin:0 0 .3rem;display:inline;overflow-wrap:anywhere}
a{color:inherit}
table{border-collapse:collapse;width:100%;margin:.8rem 0}
th,td{text-align:left;padding:.25rem .6rem;border-bottom:1px solid var(--line);vertical-align:top;overflow-wrap:anywhere}
th{font-weight:600;color:var(--dim);white-space:nowrap;overflow-wrap:normal}.ms{text-align:right;white-space:nowrap}
.badge{display:inline-block;padding:0 .5rem;border-radius:.6rem;color:#fff;background:var(--dim);white-space:nowrap;font-size:.85rem}
.badge.pass,.badge.killed{background:var(--ok)}.badge.fail,.badge.survived,.badge.suite-error{background:var(--bad)}
.badge.warn,.badge.undecided,.badge.inconclusive,.badge.env-error{background:var(--warn)}
section{border-top:2px solid var(--line);padding:.8rem 0}
summary{cursor:pointer}details{margin:.3rem 0}
td:first-child{overflow-wrap:break-word}tr.wrong td:first-child,li.wrong,p.wrong{color:var(--bad);font-weight:600}tr.ok td:first-child{color:var(--ok)}
tr.warn td:first-child,tr.unsure td:first-child{color:var(--warn)}
.clauses{margin:.3rem 0;padding-left:1.2rem;color:var(--dim)}
.pictures{display:flex;gap:1rem;flex-wrap:wrap}figure{margin:.5rem 0}
img{max-width:18rem;width:100%;border:1px solid var(--line);border-radius:.4rem}
figcaption,small,.foot,.legend{color:var(--dim);font-size:.85rem}.legend,.foot{margin:.2rem 0;overflow-wrap:anywhere}
pre{overflow-x:auto;background:#8881;padding:.6rem;border-radius:.3rem;font-size:.85rem;white-space:pre-wrap;overflow-wrap:anywhere}
code{background:#8881;padding:.1rem .3rem;border-radius:.2rem;user-select:all}
.wide{overflow-x:auto}
.time{position:relative;margin:1rem 0 .4rem;print-color-adjust:exact;-webkit-print-color-adjust:exact}
.track{display:flex;align-items:center;border-bottom:1px solid var(--line);min-height:2.4rem}
.track>b{flex:0 0 4.2rem;font-size:.8rem;color:var(--dim);font-weight:600}
.lane{position:relative;flex:1;height:2.2rem}
.mark{position:absolute;top:.1rem;height:.9rem;min-width:3px;background:var(--dim);border-radius:2px}
.mark.low{top:1.15rem}
.mark u{position:absolute;left:0;top:0;font:600 .62rem/.9rem system-ui,sans-serif;text-decoration:none;padding-left:.3rem;color:inherit;white-space:nowrap}
.mark.call{background:color-mix(in srgb,var(--call) 55%,transparent)}.mark.event{background:var(--ok);width:4px!important}
.mark.request{background:var(--call);width:4px!important}.mark.step{background:color-mix(in srgb,var(--dim) 35%,transparent)}
.mark.cellular{background:color-mix(in srgb,var(--data) 60%,transparent)}.mark.wifi{background:color-mix(in srgb,var(--wifi) 60%,transparent)}
.axis{height:1.4rem}.axis i{position:absolute;top:.2rem;border-left:1px solid var(--dim);padding-left:.2rem;font:.7rem system-ui,sans-serif;color:var(--dim)}
.over{position:absolute;inset:0;padding-left:4.2rem;pointer-events:none}.over>div{position:relative;height:100%}
.over .limit{position:absolute;top:0;bottom:0;min-width:2px;background:color-mix(in srgb,var(--bad) 22%,transparent);border-left:2px dashed var(--bad)}
.key{display:inline-block;width:.7rem;height:.7rem;border-radius:2px;background:var(--dim)}
.key.call,.key.request{background:var(--call)}.key.event{background:var(--ok)}.key.cellular{background:var(--data)}.key.wifi{background:var(--wifi)}.key.limit{background:var(--bad)}
.moments td{font-size:.85rem;padding:.1rem .5rem}
@media (max-width:40rem){
body{padding:.8rem}
.checks thead,.findings thead{display:none}
.checks tr,.findings tr{display:block;border-bottom:1px solid var(--line);padding:.4rem 0}
.checks td,.findings td{display:block;border:0;padding:.05rem 0;text-align:left}
.findings td:empty{display:none}
.findings td:nth-child(2)::before{content:"expected "}.findings td:nth-child(3)::before{content:"observed "}
.findings td::before{color:var(--dim);font-weight:400}
.track>b{flex-basis:3.4rem;font-size:.7rem}.over{padding-left:3.4rem}
.axis i:nth-child(even){display:none}
}
@media print{
body{max-width:none;padding:0;font-size:11px}
section,figure,.time{break-inside:avoid-page}section{break-inside:auto}
h2{break-after:avoid}.badge{print-color-adjust:exact;-webkit-print-color-adjust:exact}
details::details-content{content-visibility:visible;display:block}
pre{white-space:pre-wrap}
}
`;
