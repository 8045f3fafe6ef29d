import { escapeXml } from '../label/svg.ts';
import { PAPERS, type Paper } from './page.ts';
import type { SheetLanguage } from './words.ts';

/** A page of its own file: no script, no font and no picture from elsewhere, so it prints the same from a USB stick. */
export function htmlOf(title: string, pages: readonly string[], paper: Paper, language: SheetLanguage): string {
  const { css, widthMm, heightMm } = PAPERS[paper];
  const style = [
    `@page { size: ${css}; margin: 0 }`,
    '* { box-sizing: border-box }',
    'html, body { margin: 0; background: #fff; color: #000; font-family: system-ui, "Segoe UI", Helvetica, Arial, sans-serif }',
    `.page { width: ${widthMm}mm; height: ${heightMm}mm; overflow: hidden; break-after: page; position: relative }`,
    '.page:last-child { break-after: auto }',
    '.page > svg { display: block }',
    'svg text { font-family: system-ui, "Segoe UI", Helvetica, Arial, sans-serif }',
    '.words { padding: 12mm; font-size: 12pt; line-height: 1.35 }',
    'h1 { font-size: 22pt; margin: 0 0 4mm } h2 { font-size: 15pt; margin: 6mm 0 2mm } li { margin: 0 0 2mm }',
    'dt { font-weight: 700 } dd { margin: 0 0 2.5mm 6mm }',
    '.codes { margin: 8mm 0 0 }',
    // Browsers save ink unless they are told that black bars are meant.
    '@media print { * { -webkit-print-color-adjust: exact; print-color-adjust: exact } }',
    '@media screen { body { background: #ccc } .page { background: #fff; margin: 6mm auto } }',
  ].join('\n');
  return [
    '<!doctype html>',
    `<html lang="${language}">`,
    '<head>',
    '<meta charset="utf-8">',
    `<title>${escapeXml(title)}</title>`,
    `<style>\n${style}\n</style>`,
    '</head>',
    '<body>',
    ...pages,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

export function drawnPage(svg: string): string {
  return `<section class="page">${svg}</section>`;
}

export function writtenPage(content: string): string {
  return `<section class="page words">${content}</section>`;
}
