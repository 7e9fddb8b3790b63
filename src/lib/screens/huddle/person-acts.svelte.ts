import type { Desk } from '#lib/live/context.ts'
import type { ActionView, AgreeInput } from '#lib/reablement/action.ts'
import { openStates } from '#lib/reablement/action.ts'
import { exitOutcomes, nextEnd, nextOutcome } from '#lib/reablement/commitments.ts'
import type { ChipKind, PersonChip } from '#lib/reablement/commitments.ts'
import type { HuddlePerson } from '#lib/reablement/huddle.ts'
import { kitActions } from '#lib/reablement/kits.ts'
import type { Kit } from '#lib/reablement/kits.ts'
import type { SaidCommitment } from '#lib/reablement/said-commitment.ts'
import { nextState, nextToDo } from '#lib/reablement/starter.ts'
import type { StarterItem, StarterState } from '#lib/reablement/starter.ts'
import { newId } from '#lib/screens/composer/new-id.ts'
import { dayAt } from './huddle-view.ts'
import type { Meeting } from './meeting.svelte.ts'

/** How long the last press can be taken back with one more, in milliseconds. */
const undoFor = 10_000

/** What a press just did here, and how to take it back. */
export interface Told {
  words: string
  undo: () => Promise<void>
}

/** What of a kit may only be sent for sign-off: one question for all of it. */
export interface SignOffAsked {
  words: string
  send: () => Promise<void>
}

/** What the server answers a commitment with. */
interface Committed {
  person: HuddlePerson | null
  actions: ActionView[]
}

type Answered = { ok: true; value: Committed } | { ok: false; problem: { words: string } }

/** What one screen commits to about the person it shows, a key each. Everybody in the room may; no chair is needed. */
export class PersonActs {
  readonly #meeting: Meeting
  told = $state.raw<Told | null>(null)
  asked = $state.raw<SignOffAsked | null>(null)
  #forget: ReturnType<typeof setTimeout> | undefined
  /** Presses are sent one after another: each builds on what the one before it did. */
  #last: Promise<unknown> = Promise.resolve()

  constructor(meeting: Meeting) {
    this.#meeting = meeting
  }

  /** One call fewer a day from tomorrow; again, one more. */
  stepDown(episode: string): Promise<void> {
    return this.#afterLast(() => this.#stepDown(episode))
  }

  async #stepDown(episode: string): Promise<void> {
    const person = this.#meeting.person(episode)
    const calls = person?.coming ?? person?.calls?.perDay
    if (calls === undefined) return this.#refuse('No calls are known yet: a caseload file brings them.')
    if (calls === 0) return this.#refuse('There are no calls left to take away.')
    const answer = await this.#commit((live) =>
      live.command('change calls', { ...this.#about(episode), perDay: calls - 1 }),
    )
    this.#tell(answer, 'step down', () => this.takeStepBack(episode))
  }

  /** What was typed into the action line. Gives why it was refused, to be said beside the line, or null. */
  typed(episode: string, said: SaidCommitment): Promise<string | null> {
    return this.#afterLast(async () => {
      this.#meeting.problem = ''
      await (said.kind === 'step down' ? this.#stepDown(episode) : this.#endOn(episode, said.day))
      const refused = this.#meeting.problem
      this.#meeting.problem = ''
      return refused || null
    })
  }

  takeStepBack(episode: string): Promise<void> {
    return this.#afterLast(async () => {
      if (this.#chip(episode, 'step down'))
        await this.#commit((live) => live.command('change calls', { ...this.#about(episode), perDay: null }))
      this.told = null
    })
  }

  /** Gone to hospital, or back; the other takes it back. */
  hospital(episode: string): Promise<void> {
    return this.#afterLast(() => this.#hospital(episode, !this.#meeting.person(episode)?.inHospital))
  }

  async #hospital(episode: string, away: boolean): Promise<void> {
    const said = this.#chip(episode, 'hospital')
    const answer = await this.#commit((live) => live.command('say hospital stay', { episode, away }))
    if (said) this.told = null
    else this.#tell(answer, 'hospital', () => this.#afterLast(() => this.#hospital(episode, !away)))
  }

  /** The day it ends: the coming five working days in turn, and back to what it was. */
  planEnd(episode: string): Promise<void> {
    return this.#afterLast(async () => {
      const person = this.#meeting.person(episode)
      const chosen = this.#chip(episode, 'ends') ? (person?.plannedEnd ?? null) : null
      await this.#endOn(episode, nextEnd(chosen, this.#today, this.#meeting.desk.days.closures))
    })
  }

  takeEndBack(episode: string): Promise<void> {
    return this.#afterLast(() => this.#endOn(episode, null))
  }

  async #endOn(episode: string, endsOn: string | null): Promise<void> {
    const answer = await this.#commit((live) => live.command('plan end', { ...this.#about(episode), endsOn }))
    if (endsOn === null) this.told = null
    else this.#tell(answer, 'ends', () => this.takeEndBack(episode))
  }

  /** The expected outcome: the council’s four groups in turn, and back to what it was. */
  expectOutcome(episode: string): Promise<void> {
    return this.#afterLast(async () => {
      const said = this.#chip(episode, 'outcome')
      const chosen = said ? (this.#meeting.person(episode)?.leaving.outcome ?? null) : null
      await this.#expect(episode, nextOutcome(chosen))
    })
  }

  async #expect(episode: string, outcome: (typeof exitOutcomes)[number] | null): Promise<void> {
    const answer = await this.#commit((live) =>
      live.command('plan leaving', { ...this.#about(episode), outcome }),
    )
    if (outcome === null) this.told = null
    else this.#tell(answer, 'outcome', () => this.#afterLast(() => this.#expect(episode, null)))
  }

  /** Dates the later checks; again takes back what this huddle dated. */
  dateChecks(episode: string): Promise<void> {
    return this.#afterLast(() => this.#date(episode, !this.#chip(episode, 'later check')))
  }

  async #date(episode: string, dated: boolean): Promise<void> {
    const answer = await this.#commit((live) =>
      live.command('plan leaving', { ...this.#about(episode), laterChecks: dated }),
    )
    if (dated) this.#tell(answer, 'later check', () => this.#afterLast(() => this.#date(episode, false)))
    else this.told = null
  }

  /** Asks for what is on loan to be collected; what it says when nothing is, a second press takes back. */
  askCollection(episode: string): Promise<void> {
    return this.#afterLast(async () => {
      const ask = this.#meeting.person(episode)?.leaving.collection !== 'nothing to collect'
      const answer = await this.#commit((live) =>
        live.command('ask collection', { ...this.#about(episode), ask }),
      )
      if (!answer || !ask) return void (this.told = null)
      const { actions } = answer
      const back = () => (actions.length ? this.#undoAll(actions) : this.askCollection(episode))
      this.#tell(answer, 'collection', back)
    })
  }

  /** Ticks one thing of the starter checklist: done, not needed, to do. */
  tick(episode: string, item: StarterItem): Promise<void> {
    return this.#afterLast(async () => {
      const state = nextState(this.#meeting.person(episode)?.starter[item])
      await this.#setTick(episode, item, state)
    })
  }

  /** The first thing that is to do is done, or not needed. */
  tickNext(episode: string, state: StarterState): Promise<void> {
    return this.#afterLast(async () => {
      const item = nextToDo(this.#meeting.person(episode)?.starter ?? {})
      if (item) await this.#setTick(episode, item, state)
    })
  }

  async #setTick(episode: string, item: StarterItem, state: StarterState | null): Promise<void> {
    await this.#commit((live) => live.command('tick starter', { episode, item, state }))
  }

  /** Agrees everything in a kit that is not asked for already, each as its own action; one press takes them all back. */
  agreeKit(episode: string, kit: Kit): Promise<void> {
    return this.#afterLast(async () => {
      const { desk } = this.#meeting
      const open = desk.actions.of(episode).filter(({ state }) => openStates.includes(state))
      const asked = open.map(({ item }) => item)
      const drafts = kitActions(kit, desk.catalogue, asked, desk.live.now(), desk.days)
      if (drafts.length === 0)
        return this.#refuse(`Everything in the kit “${kit.name}” is asked for already.`)
      await this.#agreeAll(
        `${kit.name} kit for ${this.#meeting.nameOf(episode)}`,
        drafts.map((draft) => ({ ...draft, id: newId(), episode })),
      )
    })
  }

  /** Agrees what may be, says it, and asks once whether the rest is sent for sign-off. `before`: agreed by the same press. */
  async #agreeAll(
    what: string,
    asks: readonly AgreeInput[],
    before: readonly ActionView[] = [],
  ): Promise<void> {
    const agreed = [...before]
    const unsigned: AgreeInput[] = []
    this.#meeting.problem = ''
    for (const ask of asks) {
      const answer = await this.#meeting.desk.live.command<'agree action', ActionView>('agree action', ask)
      if (answer.ok) agreed.push(answer.value)
      else if (answer.problem.code === 'needs-sign-off') unsigned.push({ ...ask, signOff: true })
      else this.#refuse(answer.problem.words)
    }
    if (agreed.length > 0) this.#say(`${what}: ${sayAgreed(agreed)}`, () => this.#undoAll(agreed))
    if (unsigned.length === 0) return
    this.asked = {
      words: `${what}: you may not ask outright for ${unsigned.map(({ title }) => title).join(', ')}.`,
      send: () => this.#afterLast(() => this.#agreeAll(what, unsigned, agreed)),
    }
  }

  /** Takes back what was agreed together; what could not be is said, and stays. */
  #undoAll(actions: readonly ActionView[]): Promise<void> {
    return this.#afterLast(async () => {
      this.told = null
      for (const { id } of actions) {
        const answer = await this.#meeting.desk.live.command('undo action', { action: id })
        if (!answer.ok) this.#refuse(answer.problem.words)
      }
    })
  }

  #afterLast<Done>(work: () => Done | Promise<Done>): Promise<Done> {
    const done = this.#last.then(work)
    this.#last = done.catch(() => undefined)
    return done
  }

  get #today(): string {
    return dayAt(this.#meeting.desk.live.now())
  }

  #about(episode: string): { huddle: string; episode: string } {
    return { huddle: this.#meeting.steering.huddle, episode }
  }

  #chip(episode: string, kind: ChipKind): PersonChip | undefined {
    return this.#meeting.person(episode)?.chips.find((chip) => chip.kind === kind)
  }

  /** Null when it was refused, which is said. */
  async #commit(send: (live: Desk['live']) => Promise<Answered>): Promise<Committed | null> {
    const { desk } = this.#meeting
    const answer = await send(desk.live)
    if (!answer.ok) {
      this.#refuse(answer.problem.words)
      return null
    }
    this.#meeting.problem = ''
    if (answer.value.person) desk.people.put(answer.value.person)
    return answer.value
  }

  #refuse(words: string): void {
    this.#meeting.problem = words
  }

  #tell(answer: Committed | null, kind: ChipKind, undo: () => Promise<void>): void {
    const chip = answer?.person?.chips.find((one) => one.kind === kind)
    if (chip && answer?.person) this.#say(`${answer.person.shown}: ${chip.words}`, undo)
  }

  #say(words: string, undo: () => Promise<void>): void {
    this.#meeting.agreed = null
    this.told = { words, undo }
    clearTimeout(this.#forget)
    this.#forget = setTimeout(() => (this.told = null), undoFor)
  }
}

function sayAgreed(actions: readonly ActionView[]): string {
  const sent = actions.filter(({ state }) => state === 'to sign off').length
  const agreed = actions.length - sent
  const words = [
    agreed === 1 ? '1 action agreed' : `${String(agreed)} actions agreed`,
    `${String(sent)} sent for sign-off`,
  ]
  return words.filter((_, place) => (place === 0 ? agreed : sent) > 0).join(', ')
}
