import { createContext } from 'svelte'
import { SvelteMap } from 'svelte/reactivity'
import type { ActionView } from '#lib/reablement/action.ts'
import type { HuddlePerson, Steering } from '#lib/reablement/huddle.ts'
import type { Desk } from '#lib/live/context.ts'
import { loadEditor } from '#lib/screens/note/load.ts'
import { actSaid, agreedAt, instantAt, isEarly, raisedSince } from './huddle-view.ts'
import { ServerClock } from './server-clock.ts'

/** What a page that closed leaves on the screen. */
export interface Ended {
  date: string
  /** Instant, ISO UTC. */
  at: string
  people: number
  actions: number
}

/** How long is said who moved the meeting, and who was added to it, in milliseconds. */
const saidFor = 4_000
const raisedFor = 10_000

type Told = { ok: true } | { ok: false; problem: { words: string } }

/** The huddle as one screen sees it: whose turn it is, who is shown here, what is being written, what was refused. */
export class Meeting {
  readonly desk: Desk
  readonly clock: ServerClock
  problem = $state('')
  /** Whose note is open here. */
  writing = $state<string | null>(null)
  /** Its editor is on its way. */
  opening = false
  /** For whom an action is being said here. */
  composing = $state<string | null>(null)
  /** The action just agreed here, while it can be taken back. */
  agreed = $state.raw<ActionView | null>(null)
  ended = $state.raw<Ended | null>(null)
  closing = $state(false)
  showsKeys = $state(false)
  /** What somebody else just did, for a few seconds. */
  said = $state('')
  #unsay: ReturnType<typeof setTimeout> | undefined
  /** The steering told last, to read from what a new one changed. */
  #before: Steering
  /** Lines begun and not agreed, by person: moving on loses none of them. */
  readonly drafts = new SvelteMap<string, string>()
  /** The keyboard is in the action line. */
  inComposer = $state(false)
  /** Where the keyboard goes back to when the action line closes. */
  #back: (() => void) | null = null
  #lastLive: Steering | null = null
  readonly #people: () => readonly HuddlePerson[]
  readonly #byEpisode = $derived.by((): Partial<Record<string, HuddlePerson>> =>
    Object.fromEntries(this.#people().map((person) => [person.episode, person])),
  )

  constructor(desk: Desk, people: () => readonly HuddlePerson[]) {
    this.desk = desk
    this.#people = people
    this.clock = new ServerClock(() => desk.live.now())
    this.#before = desk.live.steering
    this.#remember(desk.live.steering)
  }

  get steering(): Steering {
    return this.desk.live.steering
  }

  /** Colleagues with Perch open: shared screens are nobody. */
  get here(): Desk['live']['here'] {
    const { live, colleagues } = this.desk
    return live.here.filter(({ id }) => colleagues.some((colleague) => colleague.id === id))
  }

  /** Somebody here is in the middle of a sentence about this person: the meeting does not take it away from them. */
  get #held(): string | null {
    const { writing, composing, desk } = this
    if (writing !== null && desk.page.note(writing) !== '') return writing
    return composing !== null && this.inComposer && this.drafts.get(composing) ? composing : null
  }

  /** Whom this screen shows: the one whose turn it is, or whoever is being written about here. */
  get shown(): string | null {
    return this.#held ?? this.steering.current
  }

  /** The meeting is somewhere else than this screen. */
  get isBehind(): boolean {
    return this.shown !== this.steering.current
  }

  person(episode: string | null): HuddlePerson | null {
    return episode === null ? null : (this.#byEpisode[episode] ?? null)
  }

  /** "Kamla C"; whoever came after the page was loaded has no name here yet. */
  nameOf(episode: string | null): string {
    return this.person(episode)?.shown ?? 'Somebody new'
  }

  /** Others whose caret is in somebody’s note: a close would cut their sentence off. */
  get stillWriting(): { who: string; about: string }[] {
    return this.steering.agenda.flatMap(({ episode }) =>
      this.desk.page
        .writers(episode)
        .filter(({ at }) => at !== null)
        .map(({ name }) => ({ who: name, about: this.nameOf(episode) })),
    )
  }

  /** What this huddle agreed, for one person or for everybody. */
  agreedFor(episode?: string): ActionView[] {
    const { actions } = this.desk
    return agreedAt(episode === undefined ? actions.all() : actions.of(episode), this.steering.date)
  }

  /** Goes where the meeting is. Lines begun stay with their person. */
  follow(): void {
    this.writing = null
    this.#closeLine()
  }

  write(): void {
    if (this.desk.page.damage) return
    this.writing = this.shown
    this.opening = true
    const opened = () => (this.opening = false)
    loadEditor().then(opened, opened)
  }

  /** The editor was left; the action line opened from it keeps it open, because the caret is wanted there again. */
  leaveNote(byKey: boolean): void {
    if (byKey || this.composing === null || this.composing !== this.writing) this.writing = null
  }

  compose(back: (() => void) | null = null): void {
    this.#back = back
    this.composing = this.shown
  }

  /** Closes the action line; true when the keyboard went back to the note it was opened from. */
  leaveComposer(): boolean {
    const back = this.#back
    this.#closeLine()
    back?.()
    return back !== null
  }

  #closeLine(): void {
    this.composing = null
    this.inComposer = false
    this.#back = null
  }

  async start(): Promise<void> {
    this.ended = null
    this.#tell(await this.desk.live.command('start huddle', { huddle: this.steering.huddle }))
  }

  /** The open huddle is a later day’s: starting it now may be a slip. */
  get isEarly(): boolean {
    return isEarly(this.steering.date, this.desk.live.now())
  }

  /** Nothing came of it yet: the start can be taken back. */
  get canCancel(): boolean {
    const { state, agenda } = this.steering
    return state === 'live' && agenda.every(({ outcome }) => outcome === null) && !this.agreedFor().length
  }

  async cancelStart(): Promise<void> {
    this.#tell(await this.desk.live.command('cancel start', { huddle: this.steering.huddle }))
  }

  async takeChair(): Promise<void> {
    this.#tell(await this.desk.live.command('take chair', { huddle: this.steering.huddle }))
  }

  /** `from` is whose turn was on this screen when the key went down: the server ignores a press that came too late. */
  async next(from: string | null): Promise<void> {
    if (from === null) return
    this.#tell(await this.desk.live.command('next person', { huddle: this.steering.huddle, from }))
  }

  async back(from: string | null): Promise<void> {
    this.#tell(await this.desk.live.command('previous person', { huddle: this.steering.huddle, from }))
  }

  async noChange(from: string | null): Promise<void> {
    if (from === null) return
    this.#tell(await this.desk.live.command('no change', { huddle: this.steering.huddle, from }))
  }

  async park(from: string | null): Promise<void> {
    if (from === null) return
    this.#tell(await this.desk.live.command('park person', { huddle: this.steering.huddle, from }))
  }

  async goTo(episode: string): Promise<void> {
    this.closing = false
    this.#tell(await this.desk.live.command('go to person', { huddle: this.steering.huddle, to: episode }))
  }

  /** Closes the huddle; the words of a refusal, or null when it is closed. */
  async close(): Promise<string | null> {
    const answer = await this.desk.live.command('close huddle', { huddle: this.steering.huddle })
    if (!answer.ok) return answer.problem.words
    this.closing = false
    return null
  }

  /** Hears the news for as long as the screen is open; returns how to stop. */
  listen(): () => void {
    return this.desk.live.onNews((news) => {
      if (news.kind === 'steering') {
        this.#say(news)
        this.#remember(news.steering)
      }
      if (news.kind === 'page turned') this.#end(news.closed)
    })
  }

  #say({ steering, act }: { steering: Steering; act?: { colleague: string; by: string } }): void {
    const { desk } = this
    const did = act && act.colleague !== desk.me.id ? actSaid(this.#before, steering, act.by) : null
    const [late] = raisedSince(this.#before, steering)
    const words = late === undefined ? '' : (desk.page.marks(late).raised ?? '')
    const lines = [
      did && did.words + (did.of === null ? '' : ` ${this.nameOf(did.of)}`),
      late !== undefined && `Added to the agenda: ${this.nameOf(late)}${words && ` — ${words}`}`,
    ].filter(Boolean)
    if (lines.length === 0) return
    clearTimeout(this.#unsay)
    this.said = lines.join(' · ')
    this.#unsay = setTimeout(() => (this.said = ''), late === undefined ? saidFor : raisedFor)
  }

  #remember(steering: Steering): void {
    this.#before = steering
    if (steering.state === 'live') {
      this.#lastLive = steering
      this.ended = null
    }
    // What was open for somebody who is no longer shown is closed; a line begun stays with its person.
    if (this.writing !== this.shown) this.writing = null
    if (this.composing !== this.shown) this.#closeLine()
  }

  #end({ huddle, date }: { huddle: string; date: string }): void {
    const last = this.#lastLive?.huddle === huddle ? this.#lastLive : null
    const spokenOf = last?.agenda.filter(
      ({ outcome, episode }) => outcome !== null || episode === last.current,
    )
    this.ended = {
      date,
      at: instantAt(this.desk.live.now()),
      people: spokenOf?.length ?? 0,
      actions: agreedAt(this.desk.actions.all(), date).length,
    }
    this.closing = false
    this.follow()
  }

  #tell(answer: Told): void {
    this.problem = answer.ok ? '' : answer.problem.words
  }
}

const [getMeeting, setMeeting] = createContext<Meeting>()
export { getMeeting, setMeeting }
