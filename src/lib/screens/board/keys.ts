import { takesKeys } from '#lib/ui/takes-keys.ts'

/** What single keys do on the board. The dialog shows them; the table obeys them. */
export const boardKeys: { keys: string[]; does: string }[] = [
  { keys: ['↑', '↓'], does: 'Move between people (also K and J)' },
  { keys: ['Enter'], does: 'Write today’s note' },
  { keys: ['A', '+'], does: 'Agree an action' },
  { keys: ['/'], does: 'Find a person or an action; inside a note: agree an action' },
  { keys: ['1', '2', '3'], does: 'On track · Watch · Concern (0 clears it)' },
  { keys: ['Q', 'S', 'X'], does: 'My team: ask · see me · nothing from me (C clears it)' },
  { keys: ['M'], does: 'Mine to mark: my team’s own list, and back to everyone' },
  { keys: ['R'], does: 'Raise this person, with the reason' },
  { keys: ['Ctrl+Z'], does: 'Take back what was just agreed' },
  { keys: ['Esc'], does: 'Leave the note, the line or the find box' },
  { keys: ['?'], does: 'Show these keys' },
]

/** What they do besides on the own team's list; A agrees no action there, + does. */
export const listKeys: { keys: string[]; does: string }[] = [
  { keys: ['A', 'S', 'X'], does: 'Ask · see me · nothing from us, and on to the next' },
  { keys: ['A', 'S', 'X'], does: 'Again on somebody marked so: takes it back (C too)' },
  { keys: ['⇧X'], does: 'Nothing from us for all the rest; again: not done after all' },
  { keys: ['Ctrl+Z'], does: 'Take the last mark back' },
  { keys: ['+'], does: 'Agree an action, as A asks here' },
]

/** Whether a key press belongs to a field, an editor, a menu or a dialog: single keys never fire there. */
export function isTaken(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey)
    return true
  return takesKeys(event.target)
}
