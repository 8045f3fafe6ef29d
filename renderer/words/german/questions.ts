import { isRefusal, type NoteCode } from '../../../src/core/note.ts';
import type { Action } from '../../../src/core/phase.ts';
import type { DamageReason, ShortReason } from '../../../src/core/question.ts';
import type { RefusalCode } from '../../../src/core/verdict.ts';
import type { QuestionView } from '../../../src/core/view.ts';
import type { TableWords } from '../catalogue.ts';
import { clip, ended, nameOf } from '../limits.ts';
import { verdicts } from './verdicts.ts';

export const approvals: TableWords['approvals'] = {
  learn: 'Einem Artikel einen neuen Code geben.',
  'break-kit': 'Ein Set öffnen und seine Teile packen.',
  short: 'Senden, obwohl so viel nicht da ist.',
  train: 'An diesem Tisch üben.',
  'leave-training': 'Das Üben beenden. Alles zählt wieder.',
  'undo-label': 'Einen Karton zurücknehmen, der sein Etikett hat.',
  reprint: 'Ein Etikett noch einmal drucken.',
  'take-over-order': 'Einen Auftrag von einem anderen Tisch nehmen.',
  'settle-conflict': 'Entscheiden, welcher Karton rausgeht.',
  drill: 'Das Netz mit Absicht trennen.',
};

export const changes: TableWords['changes'] = {
  quantity: 'Menge',
  'line-added': 'Neu',
  'line-removed': 'Fällt weg',
  address: 'Adresse',
  carrier: 'Paketdienst',
  note: 'Hinweis',
};

/** What cannot be taken back, for the commands that ask. */
const SURE: Readonly<Partial<Record<Action, string>>> = {
  cancel: 'Was hier angefangen ist, fällt weg.',
  short: 'Die Stücke gelten als nicht da.',
  hold: 'Der Auftrag bleibt hier stehen. Das Büro entscheidet.',
  'put-back': 'Der Auftrag wird abgegeben, die Artikel gehen zurück.',
  partial: 'Was nicht da ist, kommt später nach.',
  'undo-line': 'Jeder Scan dieser Zeile wird zurückgenommen.',
  'break-kit': 'Das Set ist dann offen und bleibt es.',
  'new-box': 'Dieser Karton wird geschlossen.',
  finish: 'Das wird abgeschlossen.',
  'no-label': 'Das Etikett wird neu gedruckt. Schau, dass keins herauskam.',
  'clear-printer': 'Alles, was der Drucker noch hält, fällt weg.',
  'sign-out': 'Der offene Auftrag bleibt allein hier.',
};

const REASONS: Readonly<Record<ShortReason | DamageReason, string>> = {
  'none-on-shelf': 'Keins im Fach.',
  misplaced: 'Dort liegt etwas anderes.',
  'too-few': 'Zu wenige im Fach.',
  damaged: 'Kaputt.',
  crushed: 'Zerdrückt.',
  leaking: 'Läuft aus.',
  dirty: 'Schmutzig.',
  'seal-broken': 'Siegel offen.',
};

const name = ({ line, detail }: QuestionView, otherwise: string) => {
  if (line !== null) return nameOf({ name: line.name, variant: line.variant ?? undefined }, 36);
  const thing = detail.scanned ?? detail.wanted;
  return thing === undefined ? otherwise : nameOf(thing, 36);
};
const why = ({ reason }: QuestionView) => (reason === null ? '' : REASONS[reason]);

function isCode(about: QuestionView['about']): about is RefusalCode {
  return about !== null && isRefusal(about as NoteCode | RefusalCode);
}

const copies = (n = 1) => (n === 1 ? 'Eins gibt es schon.' : `Es gibt schon ${n}.`);

function wanted({ about, detail }: QuestionView): string {
  if (about === null) return 'Hier muss die Aufsicht schauen.';
  if (isCode(about)) return verdicts.refusals[about].what(detail);
  if (about === 'short' && detail.ordered !== undefined) return `Senden, obwohl ${detail.ordered} Stück nicht da sind.`;
  if (about === 'reprint' && detail.number !== undefined) {
    return `Das Etikett von Auftrag ${detail.number} noch einmal drucken. ${copies(detail.packed)}`;
  }
  return detail.wanted === undefined ? approvals[about] : `${approvals[about]} ${ended(nameOf(detail.wanted, 34))}`;
}

export const questions: TableWords['questions'] = {
  sure: {
    title: () => 'Bist du sicher?',
    what: ({ action }) => (action === null ? undefined : SURE[action]) ?? 'Das geht nicht zurück.',
  },
  short: {
    title: ({ units }) => (units === null || units === 1 ? 'Warum fehlt es?' : `Warum fehlen ${units}?`),
    what: (about) => ended(name(about, 'Sag, warum es nicht da ist')),
  },
  'after-short': {
    title: ({ units }) => (units === null ? 'Es fehlt. Und jetzt?' : `${units} zu wenig. Und jetzt?`),
    what: (about) => `${ended(name(about, 'Es ist nicht da'))} ${why(about)}`.trim(),
  },
  damaged: {
    title: () => 'Was ist damit?',
    what: (about) => ended(name(about, 'Sag, was mit dem Stück ist')),
  },
  'after-damage': {
    title: () => 'Nicht gut. Und jetzt?',
    what: (about) => `${ended(name(about, 'Es bleibt draußen'))} ${why(about)}`.trim(),
  },
  hold: { title: () => 'Warum wartet er?', what: () => 'Der Auftrag bleibt stehen. Das Büro liest deine Antwort.' },
  approval: { title: () => 'Hol die Aufsicht', what: wanted },
  'approval-reason': { title: () => 'Warum darf das gehen?', what: wanted },
  'take-over': {
    title: () => 'Übernehmen?',
    what: ({ person, detail }) => {
      const work = detail.person === undefined ? 'Die Arbeit' : `Die Arbeit von ${detail.person.slice(0, 22)}`;
      return `${work} geht unter ${person === null ? 'deinem Namen' : `dem Namen von ${person.slice(0, 22)}`} weiter.`;
    },
  },
  learn: {
    title: () => 'Ist es dieser Artikel?',
    what: (about) => `${ended(name(about, 'Dieser Artikel'))} JA: er hat ab jetzt diesen Code.`,
  },
  'which-box': {
    title: () => 'In welchen Karton?',
    what: (about) => ended(name(about, 'Es kommt in einen anderen Karton')),
  },
  'bin-empty': {
    title: () => 'Ist das Fach leer?',
    what: ({ bin }) => `Schau ${bin === null ? 'hinein' : `in ${bin.slice(0, 24)}`}. Es soll nichts mehr da sein.`,
  },
  changed: {
    title: () => 'Vom Shop geändert',
    what: () => 'Schau, was neu ist. JA: so weitermachen.',
  },
  reprint: {
    title: () => 'Warum noch einmal?',
    what: ({ detail: { number, packed } }) =>
      `Mach erst das alte Etikett kaputt. ${number === undefined ? 'Davon' : `Von Auftrag ${number}`} gibt es ${packed ?? 1}.`,
  },
  'which-printer': {
    title: () => 'Welcher Drucker?',
    what: () => 'Das Etikett kommt dort heraus. Hol es und scanne es am Karton.',
  },
  twice: {
    title: () => 'Woanders drucken?',
    what: ({ detail: { text } }) =>
      `${text === undefined || text === '' ? 'Dieser Drucker' : clip(text, 30)} druckt es vielleicht noch. JA: mach kaputt, was dort kommt.`,
  },
  // Eine eigene Karte zeichnet es; das hier sagt ein Vorleser.
  conflict: {
    title: () => 'Welcher geht raus?',
    what: ({ conflict }) =>
      conflict === null
        ? 'Zwei Kartons oder ein falscher.'
        : `Auftrag ${conflict.number} hat zwei Kartons oder den falschen.`,
  },
  drill: {
    title: () => 'Wie lange ohne Netz?',
    what: () => 'Gepackt wird weiter. Bis dahin erfährt das Büro nichts.',
  },
  'drill-over': {
    title: () => 'Die Probe ist vorbei',
    what: ({ drill }) =>
      drill === null || drill.refused === 0
        ? 'Dieser Tisch hat gearbeitet, als wäre nichts gewesen.'
        : 'Aufträge wurden abgelehnt, weil nur das Büro zusagen konnte.',
  },
  'left-behind': {
    title: ({ units }) => (units === null ? 'Den Rest hierlassen?' : `${units} hierlassen?`),
    what: () => 'Was nicht verladen ist, fährt mit dem nächsten Wagen.',
  },
};
