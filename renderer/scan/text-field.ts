import type { FieldEdit } from './form-wedge.ts';

export type TextField = HTMLInputElement | HTMLTextAreaElement;

const TEXT_TYPES = ['text', 'search', 'tel', 'url', 'email', 'number', 'password'];

/** The text field that a key is meant for; `raw` when the page asked to be left alone with `data-scan="raw"`. */
export function fieldOf(target: EventTarget | null): TextField | 'raw' | null {
  if (!(target instanceof HTMLElement)) return null;
  if (target.closest('[data-scan="raw"]') !== null || target.isContentEditable) return 'raw';
  if (target instanceof HTMLTextAreaElement) return target;
  return target instanceof HTMLInputElement && TEXT_TYPES.includes(target.type) ? target : null;
}

export interface FieldEditor {
  edit(field: TextField, edits: readonly FieldEdit[]): void;
}

interface Memory {
  readonly field: TextField;
  readonly value: string;
  readonly caret: readonly [start: number | null, end: number | null];
}

/** Does to a field what a person could do, so that whoever listens to the field is told. */
export function createFieldEditor(): FieldEditor {
  let memory: Memory | null = null;
  return {
    edit(field, edits) {
      for (const edit of edits) {
        const caret = [field.selectionStart, field.selectionEnd] as const;
        if (edit.t === 'remember') memory = { field, value: field.value, caret };
        else if (edit.t === 'insert') {
          const start = caret[0] ?? field.value.length;
          const end = caret[1] ?? field.value.length;
          const after = start + edit.text.length;
          write(field, field.value.slice(0, start) + edit.text + field.value.slice(end), [after, after]);
        } else if (memory?.field === field) write(field, memory.value, memory.caret);
      }
    },
  };
}

function write(field: TextField, value: string, [start, end]: Memory['caret']): void {
  const prototype = field instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype;
  // React puts a property of its own over the element's, to know what it wrote itself; only the prototype's is seen as typing.
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(field, value);
  // Number and e-mail fields have no caret to set.
  if (start !== null && field.selectionStart !== null) field.setSelectionRange(start, end ?? start);
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
}
