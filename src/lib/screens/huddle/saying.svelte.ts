import type { Steering } from '#lib/reablement/huddle.ts'
import { actSaid, raisedSince } from './huddle-view.ts'
import type { Meeting } from './meeting.svelte.ts'

/** How long is said who moved the meeting, and who was added to it, in milliseconds. */
const saidFor = 4_000
const addedFor = 10_000

/** What somebody else just did to the meeting, said for a few seconds. */
export class Saying {
  readonly #meeting: Meeting
  words = $state('')
  #over: ReturnType<typeof setTimeout> | undefined

  constructor(meeting: Meeting) {
    this.#meeting = meeting
  }

  /** Says what `act` changed between two steerings; nothing when it was done here, or shows by itself. */
  hear(before: Steering, { steering, act }: { steering: Steering; act?: { colleague: string; by: string } }) {
    const { desk } = this.#meeting
    const did = act && act.colleague !== desk.me.id ? actSaid(before, steering, act.by) : null
    // In the silent minute everybody asks at once: what it leaves is shown when it is over.
    const [late] = steering.step === 'silence' ? [] : raisedSince(before, steering)
    const lines = [
      did && did.words + (did.of === null ? '' : ` ${this.#meeting.nameOf(did.of)}`),
      late !== undefined && this.#sayLate(steering, late),
    ].filter(Boolean)
    if (lines.length === 0) return
    clearTimeout(this.#over)
    this.words = lines.join(' · ')
    this.#over = setTimeout(() => (this.words = ''), late === undefined ? saidFor : addedFor)
  }

  #sayLate({ agenda }: Steering, late: string): string {
    const item = agenda.find(({ episode }) => episode === late)
    const byPhone = item?.reasons.find((reason) => reason.startsWith('raised by '))
    const why = item?.added?.why ?? byPhone ?? this.#meeting.desk.page.marks(late).raised ?? ''
    return `Added to the agenda: ${this.#meeting.nameOf(late)}${why && ` — ${why}`}`
  }
}
