import { hows } from '#lib/reablement/marks.ts'
import type { How } from '#lib/reablement/marks.ts'
import type { AgendaItem } from '#lib/reablement/huddle.ts'
import { tileLetters } from '#lib/reablement/quick-look.ts'
import { takesKeys } from '#lib/ui/takes-keys.ts'
import type { Meeting } from './meeting.svelte.ts'
import { personKeysShown, pressAboutPerson } from './person-keys.ts'

/** As the sheet of keys shows them. */
export const huddleKeys: {
  keys: string[]
  does: string
  /** Only before the people’s turns. */ before?: true
}[] = [
  { keys: ['→'], does: 'Next person or step. This, ←, N, P and K are the chair’s' },
  { keys: ['←'], does: 'Back to the person or step before' },
  { keys: ['R', 'M'], does: 'At who is here: in the room, remote', before: true },
  {
    keys: ['D', 'R', 'E', 'X'],
    does: 'At the promises: next working day, another owner, escalate, let a declined one be',
    before: true,
  },
  {
    keys: ['A', 'S', 'X', '⇧X'],
    does: 'In the silent minute: ask, see me, nothing from me; nothing from us for all the rest',
    before: true,
  },
  {
    keys: ['M', 'N'],
    does: 'In the silent minute, for the chair: 30 seconds more, end it now',
    before: true,
  },
  { keys: ['N'], does: 'No change, and on' },
  { keys: ['P'], does: 'Take offline: somebody named sees to it elsewhere, and on' },
  { keys: ['L'], does: 'Later: this person comes behind everybody who waits' },
  { keys: ['U'], does: 'Up next: the person of the agenda the keyboard is on' },
  { keys: ['R'], does: 'Put somebody on the agenda, with the words why' },
  { keys: ['A … L', '⇧'], does: 'In the quick look: no change; with ⇧ talk about them now' },
  { keys: ['A'], does: 'Agree an action' },
  { keys: ['E', 'Enter'], does: 'Write today’s note; / in it agrees an action, /down and /ends thu commit' },
  { keys: ['1', '2', '3'], does: 'Going well ●, watch ▲, concern ◆' },
  { keys: ['0'], does: 'Take back how it is going' },
  ...personKeysShown,
  { keys: ['V'], does: 'See the photo that was raised; with ⇧ the chair shows it on the shared screen' },
  { keys: ['W'], does: 'Who came late or left early, by team' },
  { keys: ['K'], does: 'Pause the clocks, and go on' },
  { keys: ['Y'], does: 'At the read-back: accept what is yours' },
  { keys: ['C'], does: 'Close the huddle' },
  { keys: ['Alt ↑', 'Alt ↓'], does: 'Look at somebody else; the meeting stays where it is' },
  { keys: ['F'], does: 'Follow: back to where the chair is' },
  { keys: ['T'], does: 'Take the chair, when it is offered' },
  { keys: ['Esc'], does: 'Leave the note or the action line' },
  { keys: ['?'], does: 'These keys' },
]

/** The keys of `SignOff.svelte`: these letters are something else wherever nothing waits. */
export const signOffKeys = {
  keys: ['S', 'B'],
  does: 'On a line that waits for your sign-off: sign it off, or return it',
}

/** Whether a key press belongs to a field, an editor, a menu or a dialog: single keys never fire there. */
export function isTaken(event: KeyboardEvent): boolean {
  const looks = event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey) return true
  if (event.altKey && !looks) return true
  return takesKeys(event.target)
}

/** Enter on something that has its own Enter is that thing's. */
function pressesSomething(event: KeyboardEvent): boolean {
  return event.target instanceof Element && event.target.closest('button, a, summary') !== null
}

/** Obeys a single key, wherever the keyboard is but in something being written. */
export function press(meeting: Meeting, event: KeyboardEvent): void {
  if (meeting.steering.state !== 'live' || isTaken(event)) return
  // Held down, a key would run through the meeting; looking about (Alt ↑ ↓) moves nobody else.
  if (event.repeat && !event.altKey) return
  // The editor is on its way: a letter typed already was meant for the note.
  if (meeting.opening && event.key.length === 1) return
  const obeyed =
    opensThere(meeting, event) ||
    (atStep(meeting) ? obeyAtStep(meeting, event) : obeyAtPeople(meeting, event))
  if (obeyed) event.preventDefault()
}

/** At every step, and at the tiles, whose letters end before it. */
function opensThere(meeting: Meeting, event: KeyboardEvent): boolean {
  if (event.key.toLowerCase() !== 'w') return false
  meeting.steps.openThere()
  return true
}

/** Before the people the other letters are the step's own. */
const atSteps = ['ArrowRight', 'ArrowLeft', 'ArrowUp', 'ArrowDown', 'c', 'f', 'k', 't', '?']

function atStep({ steps: { at } }: Meeting): boolean {
  return at === 'here' || at === 'promises' || at === 'silence'
}

function obeyAtStep(meeting: Meeting, event: KeyboardEvent): boolean {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
  return atSteps.includes(key) && obey(meeting, event)
}

function obeyAtPeople(meeting: Meeting, event: KeyboardEvent): boolean {
  return meeting.batch ? obeyAtTiles(meeting, event) : obey(meeting, event)
}

/** What else works there. */
const atTiles = ['ArrowRight', 'ArrowLeft', 'ArrowUp', 'ArrowDown', 'n', 'r', 't', 'f', '?']

/** At the tiles of the quick look their letters come before what these keys do elsewhere. */
function obeyAtTiles(meeting: Meeting, event: KeyboardEvent): boolean {
  const place = event.key.length === 1 ? tileLetters.indexOf(event.key.toUpperCase()) : -1
  const tile = meeting.batch?.tiles[place]
  const follows = meeting.isBehind && event.key === 'f'
  if (tile && !follows) {
    void pressTile(meeting, tile, event.shiftKey)
    return true
  }
  return atTiles.includes(event.key) && obey(meeting, event)
}

function pressTile({ acts }: Meeting, { episode, outcome }: AgendaItem, talk: boolean): Promise<void> {
  if (talk) return acts.look(episode, 'now')
  return acts.look(episode, outcome === 'no change' ? null : 'no change')
}

/** The person of the agenda the keyboard is on. */
function onLine({ target }: KeyboardEvent): string | null {
  const line = target instanceof Element ? target.closest<HTMLElement>('.agenda li[data-episode]') : null
  return line?.dataset['episode'] ?? null
}

function moveUp(meeting: Meeting, episode: string | null): boolean {
  if (episode !== null) void meeting.acts.upNext(episode)
  return episode !== null
}

function obey(meeting: Meeting, event: KeyboardEvent): boolean {
  switch (event.key.length === 1 ? event.key.toLowerCase() : event.key) {
    case 'ArrowRight':
      void meeting.next(meeting.shown)
      return true
    case 'ArrowLeft':
      void meeting.back(meeting.shown)
      return true
    case 'ArrowUp':
    case 'ArrowDown':
      if (event.altKey) meeting.look(event.key === 'ArrowUp' ? -1 : 1)
      return event.altKey
    case 'f':
      if (meeting.isBehind) meeting.follow()
      return true
    case 'k':
      void meeting.pause()
      return true
    case 't':
      if (meeting.offersChair || meeting.steering.chairAwaySince) void meeting.takeChair()
      return true
    case 'n':
      void meeting.noChange(meeting.shown)
      return true
    case 'p':
      meeting.acts.askPark()
      return true
    case 'l':
      void meeting.acts.later(meeting.shown)
      return true
    case 'u':
      return moveUp(meeting, onLine(event))
    case 'r':
      meeting.acts.adding = true
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
      return pressAboutPerson(meeting, event)
  }
}

function sayHow({ shown, desk }: Meeting, how: How | null): boolean {
  if (shown !== null) desk.page.setHow(shown, how)
  return shown !== null
}
