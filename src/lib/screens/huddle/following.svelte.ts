import type { HuddleStep } from '#lib/reablement/huddle.ts'

/**
 * Why one screen does not show what the meeting is about: its owner looks at somebody else, or is in the middle of
 * typing. Everybody else is where the chair is.
 */
export class Following {
  /** Looked at here without moving the meeting; null: nobody but whose turn it is. */
  away = $state<string | null>(null)
  /** What stays here while a field with something in it has the keyboard: whom it shows (null: nobody, but a step). */
  kept = $state.raw<{ shown: string | null; step: HuddleStep | null } | null>(null)

  /** The meeting moves on; `shown` and `step` are what this screen showed until now. */
  moved(shown: string | null, step: HuddleStep | null): void {
    if (!isTyping(document.activeElement)) this.kept = null
    else this.kept ??= { shown, step }
  }

  /** The keyboard left the field, or nothing stands in it any more. */
  loosen(): void {
    if (this.kept && !isTyping(document.activeElement)) this.kept = null
  }

  /** Back to where the chair is. */
  home(): void {
    this.away = null
    this.kept = null
  }
}

const noText = ['button', 'checkbox', 'radio', 'range', 'reset', 'submit']

/**
 * A field of the huddle with something in it: a choice made in a list, too. The note and the action line are not meant: what is open of them is known
 * to the meeting, and a line agreed is empty before its field is.
 */
export function isTyping(field: Element | null): boolean {
  const isField =
    field instanceof HTMLInputElement ||
    field instanceof HTMLTextAreaElement ||
    field instanceof HTMLSelectElement
  if (!isField) return false
  if (noText.includes(field.type) || !field.closest('.huddle') || field.closest('.composer')) return false
  return field.value.trim() !== ''
}
