// `npm run -s label:render -- FILE.json --dpi 203|300 --format png|zpl|escpos --out FILE`: draws a label document, for people who design labels.
import { enter } from './runtime/enter.mjs';

await enter(async () => (await import('./label-render/run.mjs')).runLabelRender);
