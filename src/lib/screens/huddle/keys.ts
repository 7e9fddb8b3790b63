import { hows } from '#lib/reablement/marks.ts'
import type { How } from '#lib/reablement/marks.ts'
import type { Meeting } from './meeting.svelte.ts'

/** As the sheet of keys shows them. */
export const huddleKeys: { keys: string[]; does: string }[] = [
  { keys: ['→'], does: 'Next person' },
  { keys: ['←'], does: 'Back to the person before' },
  { keys: ['N'], does: 'No change, and on' },
  { keys: ['P'], does: 'Take offline: talk about it elsewhere, and on' },
  { keys: ['A'], does: 'Agree an action' },
  { keys: ['E', 'Enter'], does: 'Write today’s note; / in it agrees an action' },
  { keys: ['1', '2', '3'], does: 'Going well ●, watch ▲, concern ◆' },
  { keys: ['0'], does: 'Take back how it is going' },
  { keys: ['C'], does: 'Close the huddle' },
  { keys: ['Esc'], does: 'Leave the note or the action line' },
  { keys: ['?'], does: 'These keys' },
]

/** Whether a key press belongs to a field, an editor, a menu or a dialog: single keys never fire there. */
function isTaken(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey)
    return true
  const { target } = event
  if (!(target instanceof Element)) return false
  return target.closest('input, textarea, select, [contenteditable], [role="menu"], dialog') !== null
}

/** Enter on something that has its own Enter is that thing's. */
function pressesSomething(event: KeyboardEvent): boolean {
  return event.target instanceof Element && event.target.closest('button, a, summary') !== null
}

/** Obeys a single key, wherever the keyboard is but in something being written. */
export function press(meeting: Meeting, event: KeyboardEvent): void {
  if (meeting.steering.state !== 'live' || isTaken(event)) return
  // The editor is on its way: a letter typed already was meant for the note.
  if (meeting.opening && event.key.length === 1) return
  const obeyed = obey(meeting, event)
  if (obeyed) event.preventDefault()
}

function obey(meeting: Meeting, event: KeyboardEvent): boolean {
  switch (event.key.length === 1 ? event.key.toLowerCase() : event.key) {
    case 'ArrowRight':
      void meeting.next(meeting.shown)
      return true
    case 'ArrowLeft':
      void meeting.back(meeting.shown)
      return true
    case 'n':
      void meeting.noChange(meeting.shown)
      return true
    case 'p':
      void meeting.park(meeting.shown)
      return true
    case 'a':
      meeting.compose()
      return true
    case 'e':
      meeting.write()
      return true
    case 'Enter':
      if (pressesSomething(event)) return false
      meeting.write()
      return true
    case '0':
    case '1':
    case '2':
    case '3':
      return sayHow(meeting, hows[Number(event.key) - 1] ?? null)
    case '?':
      meeting.showsKeys = true
      return true
    case 'c':
      meeting.closing = true
      return true
    default:
      return false
  }
}

function sayHow({ shown, desk }: Meeting, how: How | null): boolean {
  if (shown !== null) desk.page.setHow(shown, how)
  return shown !== null
}
