/** The look of the report: one column, light and dark by the reader's setting, nothing fetched. */
export const style = `
:root{color-scheme:light dark;--paper:#fcfcfa;--ink:#1d2327;--soft:#5e6a71;--rule:#dfe3e2;--c1:#0b6e8f;--c2:#d97706;--c3:#5b8c2a;--c4:#8b5fbf;--good:#2f7d4f;--bad:#c2410c;--band:#0b6e8f}
@media (prefers-color-scheme:dark){:root{--paper:#14181b;--ink:#e7ebec;--soft:#9aa7ad;--rule:#2c3439;--c1:#5cc3e4;--c2:#f5b14c;--c3:#a3d06a;--c4:#c4a5ec;--good:#6cc393;--bad:#ff8a5c;--band:#5cc3e4}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:940px;padding:2.5rem 1.25rem 4rem;background:var(--paper);color:var(--ink);font:16px/1.55 system-ui,sans-serif}
h1{font-size:1.9rem;line-height:1.15;margin:0 0 .3rem}
h2{font-size:1.25rem;margin:2.6rem 0 .5rem;padding-top:1.1rem;border-top:1px solid var(--rule)}
p{margin:.5rem 0;max-width:70ch}
.lead{color:var(--soft)}
.notice{border-left:3px solid var(--c2);padding:.1rem 0 .1rem .9rem;margin:1rem 0}
table{border-collapse:collapse;width:100%;margin:.8rem 0;font-variant-numeric:tabular-nums;font-size:.94rem}
th,td{text-align:left;padding:.38rem .7rem .38rem 0;border-bottom:1px solid var(--rule);vertical-align:top}
th{font-weight:600;color:var(--soft)}
td.number,th.number{text-align:right}
.scroll{overflow-x:auto}
figure{margin:1.2rem 0}
figcaption{font-weight:600;margin-bottom:.3rem}
figcaption span{color:var(--soft);font-weight:400;margin-left:.6rem}
svg{width:100%;height:auto;display:block;overflow:visible}
svg text{font:12px system-ui,sans-serif;fill:var(--soft)}
svg text.label,svg text.value{font-size:13px;fill:var(--ink)}
.grid{stroke:var(--rule);stroke-width:1}
.zero{stroke:var(--soft)}
.line{fill:none;stroke-width:1.8;stroke-linejoin:round}
.dashed{stroke-dasharray:5 4}
.line.c1{stroke:var(--c1)}.line.c2{stroke:var(--c2)}.line.c3{stroke:var(--c3)}.line.c4{stroke:var(--c4)}
.band{fill:var(--band);fill-opacity:.16}
.bar.positive{fill:var(--c1)}.bar.negative{fill:var(--c2)}.bar.alert{fill:var(--bad)}
.legend{list-style:none;display:flex;flex-wrap:wrap;gap:.2rem 1.2rem;margin:.2rem 0 0;padding:0;color:var(--soft);font-size:.9rem}
.key{display:inline-block;width:1.5em;height:0;border-top:3px solid;vertical-align:middle;margin-right:.45em}
.key.dashed{border-top-style:dashed}
.key.c1{color:var(--c1)}.key.c2{color:var(--c2)}.key.c3{color:var(--c3)}.key.c4{color:var(--c4)}
.key.band{border-top-width:10px;color:var(--band);opacity:.3}
.evidence{color:var(--soft);font-size:.88rem}
code{font:.9em ui-monospace,monospace;overflow-wrap:anywhere}
@media print{body{max-width:none}h2{break-after:avoid}figure{break-inside:avoid}}
`;
