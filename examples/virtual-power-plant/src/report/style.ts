/** The look of the report: one column, light and dark by the reader's setting, nothing fetched. */
export const style = `
:root{color-scheme:light dark;--paper:#fcfcfa;--ink:#1d2327;--soft:#5e6a71;--rule:#dfe3e2;--c1:#0b6e8f;--c2:#c26a04;--bad:#c2410c;--mark:#fdf0d9;--markink:#7a4300}
@media (prefers-color-scheme:dark){:root{--paper:#14181b;--ink:#e7ebec;--soft:#9aa7ad;--rule:#2c3439;--c1:#5cc3e4;--c2:#f5b14c;--bad:#ff8a5c;--mark:#3c2c12;--markink:#f7cf8f}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:940px;padding:2.5rem 1.25rem 4rem;background:var(--paper);color:var(--ink);font:16px/1.55 system-ui,sans-serif}
h1{font-size:1.9rem;line-height:1.15;margin:0 0 .3rem}
h2{font-size:1.25rem;margin:2.6rem 0 .5rem;padding-top:1.1rem;border-top:1px solid var(--rule)}
p{margin:.5rem 0;max-width:75ch}
.lead{color:var(--soft)}
.badge{display:inline-block;background:var(--mark);color:var(--markink);border-radius:.3em;padding:.05em .5em;font-size:.82rem;font-weight:600;white-space:nowrap;vertical-align:.1em}
.notices{margin:1.2rem 0}
.notices div{display:grid;grid-template-columns:9rem 1fr;gap:.2rem .8rem;margin:.45rem 0}
.notices dt{justify-self:start;align-self:start;margin-top:.15em}
.notices dd{margin:0}
.notices dd::first-letter{text-transform:uppercase}
table{border-collapse:collapse;width:100%;margin:.8rem 0;font-variant-numeric:tabular-nums;font-size:.94rem}
caption{text-align:left;font-weight:600;padding:.6rem 0 .2rem}
th,td{text-align:left;padding:.38rem .9rem .38rem 0;border-bottom:1px solid var(--rule);vertical-align:top}
th{font-weight:600;color:var(--soft)}
td.number,th.number{text-align:right}
td{white-space:nowrap}
td.wide{min-width:12rem;white-space:normal}
code{font:.92em ui-monospace,monospace}
.entries div{border-top:1px solid var(--rule);padding:.55rem 0}
.entries dt{font-weight:600}
.entries dt span{font-weight:400;margin-left:.5rem}
.entries dd{margin:.1rem 0}
.entries .names{color:var(--soft);font-size:.88rem}
.scroll{overflow-x:auto}
figure{margin:1.4rem 0}
figcaption{font-weight:600;margin-bottom:.3rem}
figcaption span{color:var(--soft);font-weight:400;margin-left:.6rem}
svg{width:100%;height:auto;display:block;overflow:visible}
svg.narrow{display:none}
svg text{font:12px system-ui,sans-serif;fill:var(--soft)}
.grid{stroke:var(--rule);stroke-width:1}
.zero{stroke:var(--soft)}
.line{fill:none;stroke-width:1.8;stroke-linejoin:round;stroke-linecap:round;vector-effect:non-scaling-stroke}
.dashed{stroke-dasharray:5 4}
.line.c1{stroke:var(--c1)}.line.c2{stroke:var(--c2)}
.band{fill:var(--c1);fill-opacity:.18}
.legend{list-style:none;display:flex;flex-wrap:wrap;gap:.2rem 1.2rem;margin:.2rem 0 0;padding:0;color:var(--soft);font-size:.9rem}
.key{display:inline-block;width:1.5em;height:0;border-top:3px solid;vertical-align:middle;margin-right:.45em}
.key.dashed{border-top-style:dashed}
.key.c1{color:var(--c1)}.key.c2{color:var(--c2)}
.key.band{border-top-width:10px;color:var(--c1);opacity:.2}.key.band.b2{opacity:.38}
.bars{list-style:none;margin:0;padding:0;font-size:.86rem;font-variant-numeric:tabular-nums}
.bars li{display:grid;grid-template-columns:16rem 1fr 6.5rem;gap:.75rem;align-items:center;min-height:1.6rem}
.bars .label{text-align:right;overflow-wrap:anywhere}
.bars .value{color:var(--soft)}
.track{position:relative;height:1rem}
.bar{position:absolute;top:0;bottom:0;min-width:2px;border-radius:2px}
.base{position:absolute;top:-.3rem;bottom:-.3rem;border-left:1px solid var(--soft)}
.bar.positive{background:var(--c1)}.bar.negative{background:var(--c2)}.bar.alert{background:var(--bad)}.bar.sum{background:var(--ink)}
.evidence{color:var(--soft);font-size:.88rem;overflow-wrap:anywhere}
@media (max-width:640px){
body{padding:1.5rem 1rem 3rem}
.notices div{grid-template-columns:1fr}
.bars li{grid-template-columns:1fr 6rem;gap:0 .6rem;margin:.35rem 0}
.bars .label{grid-column:1/-1;text-align:left}
figcaption span{display:block;margin:0}
svg.broad{display:none}svg.narrow{display:block}
td.wide{min-width:0;overflow-wrap:anywhere}
.cards td{white-space:normal;overflow-wrap:anywhere}
th,td{padding-right:.6rem}
.cards thead{display:none}
.cards,.cards tbody,.cards tr{display:block}
.cards tr{border-bottom:1px solid var(--rule);padding:.45rem 0}
.cards td,.cards td.number{display:grid;grid-template-columns:10rem 1fr;gap:.6rem;border:0;padding:.08rem 0;text-align:left}
.cards td::before{content:attr(data-head);color:var(--soft)}
.cards td:first-child{display:block;font-weight:600}
.cards td:first-child::before{content:none}
.cards td:empty{display:none}
}
@media print{body{max-width:none}h2{break-after:avoid}figure,tr{break-inside:avoid}.bar{print-color-adjust:exact}}
`;
