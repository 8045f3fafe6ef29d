import type { ReasonWords } from '../catalogue.ts';

/** The way out of every stop. */
export const GO_ON = 'Scanne GESEHEN.';

export const reasons: ReasonWords = {
  faults: {
    'check-character': 'Diese Karte ist beschädigt. Noch einmal, oder nimm eine neue.',
    'unknown-command': 'Diese Karte kennt der Tisch nicht. Nimm das neueste Blatt.',
    'check-digit': 'Die letzte Ziffer geht nicht auf. Noch einmal scannen.',
    'check-digit-stripped': 'Der Scanner lässt die letzte Ziffer weg. Ruf, wer ihn eingestellt hat.',
    glued: 'Zwei Codes kamen als einer. Einzeln scannen.',
    'unknown-ai': 'Ein Teil davon sagt hier nichts. Anderen Code darauf scannen.',
    'too-short': 'Ein Stück vom Code ist verloren. Noch einmal scannen.',
    'too-long': 'Ein Teil vom Code ist zu lang. Anderen Code darauf scannen.',
    'bad-character': 'Ein Zeichen gehört da nicht hin. Noch einmal scannen.',
    'bad-date': 'Sein Datum gibt es nicht. Anderen Code darauf scannen.',
    'bad-time': 'Seine Uhrzeit gibt es nicht. Anderen Code darauf scannen.',
    'bad-value': 'Eine Zahl darin kann nicht sein. Anderen Code darauf scannen.',
    'ai-conflict': 'Der Code sagt zweierlei zugleich. Anderen Code darauf scannen.',
    empty: 'Der Code ist leer. Anderen Code darauf scannen.',
    'bad-link': 'Seine Webadresse ist kaputt. Anderen Code darauf scannen.',
  },
  blocks: {
    recall: 'ist zurückgerufen. Nichts davon darf raus.',
    hold: 'ist gesperrt. Nichts davon darf raus.',
    hazard: 'ist Gefahrgut. Das packt nur, wer geschult ist.',
  },
  problems: {
    address: 'Die Adresse ist nicht vollständig.',
    customs: 'Die Zolldaten sind nicht da.',
    'hazard-papers': 'Die Papiere für Gefahrgut sind nicht da.',
  },
  boxes: {
    carrier: 'Der Paketdienst nimmt diesen Karton nicht.',
    'too-heavy': 'Das wird zu schwer für diesen Karton.',
    'too-long': 'Der Karton ist zu lang für den Paketdienst.',
    girth: 'Der Karton ist zu dick für den Paketdienst.',
  },
};
