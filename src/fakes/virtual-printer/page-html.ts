import type { Sensors } from './fault.ts';
import { ACTIONS } from './page-actions.ts';
import type { Sheet } from './sheet.ts';
import type { VirtualPrinter } from './virtual-printer.ts';

export interface ShownPrinter {
  /** In the address of its pictures. */
  readonly id: string;
  readonly name: string;
  readonly printer: VirtualPrinter;
}

const SHOWN_SHEETS = 8;

const LIGHTS: readonly { readonly key: keyof Sensors; readonly label: string; readonly tone: 'bad' | 'warn' }[] = [
  { key: 'paperOut', label: 'Paper out', tone: 'bad' },
  { key: 'nearEnd', label: 'Paper low', tone: 'warn' },
  { key: 'coverOpen', label: 'Lid open', tone: 'bad' },
  { key: 'jam', label: 'Jam', tone: 'bad' },
  { key: 'ribbonOut', label: 'Ribbon out', tone: 'bad' },
  { key: 'headHot', label: 'Head hot', tone: 'bad' },
  { key: 'cutter', label: 'Cutter', tone: 'bad' },
  { key: 'paused', label: 'Paused', tone: 'warn' },
];

/** Colours are verdicts: green works, amber wants somebody soon, red has stopped. */
const STYLE = `
:root{color-scheme:light dark;--line:#8884;--good:#178a44;--warn:#b26a00;--bad:#c62828}
*{box-sizing:border-box}
body{margin:0 auto;max-width:76rem;padding:1.5rem;font:16px/1.4 system-ui,sans-serif}
h1{font-size:1.25rem;margin:0 0 1rem}
h2{font-size:1.1rem;margin:0}
section{border:1px solid var(--line);border-radius:.75rem;padding:1rem 1.25rem;margin:0 0 1rem}
header{display:flex;flex-wrap:wrap;gap:.25rem 1rem;align-items:baseline}
small,figcaption{opacity:.75}
ul{list-style:none;display:flex;flex-wrap:wrap;gap:.5rem;padding:0;margin:.75rem 0}
li{border:1px solid var(--line);border-radius:1rem;padding:.1rem .75rem;opacity:.55}
li.good,li.warn,li.bad{opacity:1;color:#fff;border-color:transparent;font-weight:600}
.good{background:var(--good)}.warn{background:var(--warn)}.bad{background:var(--bad)}
form{display:flex;flex-wrap:wrap;gap:.5rem;margin:.75rem 0}
button{font:inherit;padding:.4rem .8rem;border:1px solid var(--line);border-radius:.5rem;background:#8881;color:inherit;cursor:pointer}
button:hover{background:#8883}
button[value=mend]{font-weight:600}
.sheets{display:flex;gap:1rem;overflow-x:auto;padding:.5rem 0;min-height:3rem;align-items:flex-start}
figure{margin:0;flex:none}
img{display:block;max-width:14rem;max-height:20rem;background:#fff;border:1px solid var(--line)}
figure.torn img{border-bottom:3px dashed var(--bad)}
`;

/** Draws itself again when something has changed; without scripts the browser does it every five seconds. */
const SCRIPT = `
setInterval(async()=>{if(document.hidden)return;try{const r=await fetch('/printers');if(!r.ok)return;const t=await r.text();
const m=document.querySelector('main');if(m.dataset.seen!==t){m.dataset.seen=t;m.innerHTML=t}}catch{document.title='Printers are gone'}},1000)
`;

export function pageOf(body: string, nonce: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Virtual printers</title>
<meta name="viewport" content="width=device-width"><noscript><meta http-equiv="refresh" content="5"></noscript>
<style nonce="${nonce}">${STYLE}</style></head><body><h1>Virtual printers</h1><main>${body}</main>
<script nonce="${nonce}">${SCRIPT}</script></body></html>`;
}

export function printersOf(printers: readonly ShownPrinter[], token: string): string {
  return printers.map((shown) => sectionOf(shown, token)).join('');
}

function sectionOf({ id, name, printer }: ShownPrinter, token: string): string {
  const { address, sensors, stats, isOnline, traits } = printer;
  const well = isOnline && LIGHTS.every(({ key, tone }) => tone === 'warn' || !sensors[key]) && !sensors.paused;
  const lights = [
    light(well ? 'Ready' : isOnline ? 'Stopped' : 'Unplugged', well ? 'good' : 'bad'),
    ...LIGHTS.map(({ key, label, tone }) => light(label, sensors[key] ? tone : '')),
    light('No answers', printer.has('silent') ? 'warn' : ''),
  ];
  const buttons = ACTIONS.map(({ name: action, label }) => `<button name="action" value="${action}">${label}</button>`);
  const sheets = [
    ...printer.tornSheets.slice(-2).map((sheet) => figureOf(id, sheet)),
    ...printer.sheets
      .slice(-SHOWN_SHEETS)
      .reverse()
      .map((sheet) => figureOf(id, sheet)),
  ];
  return `<section id="${id}"><header><h2>${escaped(name)}</h2><small>${traits.language} · ${address.host}:${address.port} · ${stats.odometer - 1000} sheets · ${stats.waitingSheets} waiting</small></header>
<ul>${lights.join('')}</ul>
<form method="post" action="/do"><input type="hidden" name="token" value="${token}"><input type="hidden" name="printer" value="${id}">${buttons.join('')}</form>
<div class="sheets">${sheets.join('') || '<small>Nothing has come out yet.</small>'}</div></section>`;
}

function light(label: string, tone: string): string {
  return `<li class="${tone}">${label}</li>`;
}

function figureOf(id: string, { no, atMs, torn, text }: Sheet): string {
  const at = torn ? `/torn/${id}/${no}-${atMs}.png` : `/sheet/${id}/${no}.png`;
  const time = new Date(atMs).toISOString().slice(11, 19);
  const said = escaped(text.slice(0, 6).join(' ').slice(0, 200)) || 'a picture';
  return `<figure class="${torn ? 'torn' : ''}"><a href="${at}"><img src="${at}" alt="${said}"></a><figcaption>${torn ? 'torn' : `no. ${no}`} · ${time} UTC</figcaption></figure>`;
}

/** What was printed may say anything, also to a browser. */
function escaped(text: string): string {
  return text.replaceAll(/[&<>"'\p{Cc}]/gu, (sign) => `&#${sign.codePointAt(0) ?? 32};`);
}
