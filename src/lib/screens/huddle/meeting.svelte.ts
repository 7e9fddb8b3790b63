import { createContext } from 'svelte'
import { SvelteMap } from 'svelte/reactivity'
import { mayCancelStart } from '#lib/reablement/closing.ts'
import { shortName } from '#lib/reablement/colleague.ts'
import type { ActionView } from '#lib/reablement/action.ts'
import type { HuddlePerson, Steering } from '#lib/reablement/huddle.ts'
import type { Desk } from '#lib/live/context.ts'
import { loadEditor } from '#lib/screens/note/load.ts'
import { batchOf, isAtTiles } from '#lib/reablement/quick-look.ts'
import type { Batch } from '#lib/reablement/quick-look.ts'
import { AgendaActs } from './agenda-acts.svelte.ts'
import { Following } from './following.svelte.ts'
import { PersonActs } from './person-acts.svelte.ts'
import { agreedAt, instantAt, isEarly, spokenOf } from './huddle-view.ts'
import type { Ended } from './huddle-view.ts'
import { Saying } from './saying.svelte.ts'
import { ServerClock } from './server-clock.ts'
import { StepActs } from './step-acts.svelte.ts'

/** How long the chair is offered, in milliseconds. */
const offeredFor = 10_000

type Told = { ok: true } | { ok: false; problem: { code: string; words: string } }

/** The huddle as one screen sees it: whose turn it is, who is shown here, what is being written, what was refused. */
export class Meeting {
  readonly desk: Desk
  readonly clock: ServerClock
  /** What is done to the agenda by hand. */
  readonly acts: AgendaActs = new AgendaActs(this)
  /** What is done in the steps before the people. */
  readonly steps: StepActs = new StepActs(this)
  /** What is committed to about the person who is shown. */
  readonly commits: PersonActs = new PersonActs(this)
  problem = $state('')
  /** What was refused is the chair's: it can be taken in one press. */
  offersChair = $state(false)
  /** Where this screen is when it is not with the meeting. */
  readonly following = new Following()
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
  /** What somebody else just did. */
  readonly saying: Saying = new Saying(this)
  #unoffer: ReturnType<typeof setTimeout> | undefined
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
    this.#people = () => desk.people.over(people())
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

  /** Whom this screen shows: the one whose turn it is, whoever is being written about here, or is looked at here. */
  get shown(): string | null {
    return this.#shownAt(this.steering)
  }

  #shownAt({ current }: Steering): string | null {
    const { kept, away } = this.following
    return this.#held ?? (kept ? kept.shown : (away ?? current))
  }

  /** Whether this colleague moves the meeting. One without a chair is moved by whoever does. */
  get isChair(): boolean {
    const { chair } = this.steering
    return chair === null || chair.id === this.desk.me.id
  }

  /** Somebody else is looked at here: the meeting stays where it is. */
  get isAway(): boolean {
    return this.isBehind && this.shown === this.following.away
  }

  /** The meeting is somewhere else than this screen. */
  get isBehind(): boolean {
    const { current, step } = this.steering
    return this.shown !== current || (current === null && this.steps.at !== step)
  }

  /** Everybody on the board, as the shared screen may show them. */
  get people(): readonly HuddlePerson[] {
    return this.#people()
  }

  /** The tiles of the quick look, when this screen is at them. */
  get batch(): Batch | null {
    const { agenda } = this.steering
    return isAtTiles(agenda, this.shown) ? batchOf(agenda, this.shown) : null
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
    this.following.home()
    this.writing = null
    this.#closeLine()
  }

  /** Shows somebody: the chair takes the meeting there, anybody else only looks. */
  show(episode: string): void {
    this.closing = false
    if (this.isChair) return void this.goTo(episode)
    this.follow()
    if (episode !== this.steering.current) this.following.away = episode
  }

  /** Looks at whoever stands before or after on the agenda; the chair moves the meeting instead. */
  look(by: 1 | -1): void {
    const { agenda } = this.steering
    const place = agenda.findIndex(({ episode }) => episode === this.shown)
    const to = agenda[place < 0 ? (by > 0 ? 0 : agenda.length - 1) : place + by]
    if (!this.isChair && to) this.show(to.episode)
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
    const committed = this.people.some(({ chips }) => chips.length) || this.agreedFor().length > 0
    return !committed && mayCancelStart(this.steering, this.isChair)
  }

  async cancelStart(): Promise<void> {
    this.#tell(await this.desk.live.command('cancel start', { huddle: this.steering.huddle }))
  }

  async takeChair(): Promise<void> {
    this.#tell(await this.desk.live.command('take chair', { huddle: this.steering.huddle }))
  }

  /** One chair: whoever else presses is told so, and is offered the chair. Nothing is taken by pressing an arrow. */
  async steer(send: (live: Desk['live'], huddle: string) => Promise<Told>): Promise<void> {
    if (!this.offerChair()) this.#tell(await send(this.desk.live, this.steering.huddle))
  }

  /** What only the chair does was asked for here: true when somebody else chairs. */
  offerChair(): boolean {
    const { chair } = this.steering
    if (this.isChair || !chair) return false
    this.problem = `${shortName(chair.name)} chairs, and only the chair moves the meeting.`
    this.offersChair = true
    clearTimeout(this.#unoffer)
    this.#unoffer = setTimeout(() => {
      this.#withdraw()
    }, offeredFor)
    return true
  }

  /** The offer is over: it was taken, or nobody wanted it. The chair can still be taken in the foot. */
  #withdraw(): void {
    if (this.offersChair) this.#tell({ ok: true })
  }

  /** Stops the clocks, or lets them go on. */
  async pause(): Promise<void> {
    const kind = this.steering.pausedAt === null ? 'pause huddle' : 'resume huddle'
    await this.steer((live, huddle) => live.command(kind, { huddle }))
  }

  /** `from` is whose turn was on this screen when the key went down: the server ignores a press that came too late. */
  async next(from: string | null): Promise<void> {
    const step = from === null ? this.steps.at : 'people'
    if (step === null || step === 'read-back') return
    await this.steer((live, huddle) => live.command('next person', { huddle, from, step }))
  }

  async back(from: string | null): Promise<void> {
    const step = from === null ? this.steps.at : 'people'
    if (step === null || step === 'here') return
    await this.steer((live, huddle) => live.command('previous person', { huddle, from, step }))
  }

  async noChange(from: string | null): Promise<void> {
    if (from === null) return
    await this.steer((live, huddle) => live.command('no change', { huddle, from }))
  }

  async goTo(episode: string): Promise<void> {
    await this.steer((live, huddle) => live.command('go to person', { huddle, to: episode }))
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
        this.saying.hear(this.#before, news)
        this.following.moved(this.#shownAt(this.#before), this.#before.step)
        this.#remember(news.steering)
      }
      if (news.kind === 'page turned') this.#end(news.closed)
    })
  }

  #remember(steering: Steering): void {
    this.#before = steering
    // Whoever chairs is where the meeting is; so is whoever it has come to.
    if (this.isChair || steering.state !== 'live' || this.following.away === steering.current)
      this.following.away = null
    if (this.isChair) this.#withdraw()
    if (steering.state === 'live') {
      this.#lastLive = steering
      this.ended = null
    }
    // What was open for somebody who is no longer shown is closed; a line begun stays with its person.
    if (this.writing !== this.shown) this.writing = null
    if (this.composing !== this.shown) this.#closeLine()
  }

  #end({ huddle, date, itself = false }: { huddle: string; date: string; itself?: boolean }): void {
    const last = this.#lastLive?.huddle === huddle ? this.#lastLive : null
    this.ended = {
      date,
      at: instantAt(this.desk.live.now()),
      people: last ? spokenOf(last, itself) : 0,
      actions: agreedAt(this.desk.actions.all(), date).length,
      itself,
    }
    this.closing = false
    this.follow()
  }

  #tell(answer: Told): void {
    this.problem = answer.ok ? '' : answer.problem.words
    this.offersChair = !answer.ok && answer.problem.code === 'not-chair'
  }
}

const [getMeeting, setMeeting] = createContext<Meeting>()
export { getMeeting, setMeeting }
