import { SvelteMap, SvelteSet } from 'svelte/reactivity'
import { actionLine } from '#lib/reablement/action.ts'
import type { ActionView, DeclineReason } from '#lib/reablement/action.ts'
import { sayDay } from '#lib/reablement/dates.ts'
import type { Taker } from '../promises/promise-desk.svelte.ts'
import type { ActionHappened, Command, CommandInput, LiveService } from '#lib/live/service.svelte.ts'
import { laidOut, naturalPlaces, placedAlso, sectionOf } from './rows.ts'
import type { TeamListRow } from '#lib/reablement/register.ts'
import type { Place, Places, Section } from './rows.ts'
import type { AskedFor } from './step-form.ts'

const signings: readonly ActionHappened[] = ['to sign off', 'signed off', 'returned', 'undone', 'cancelled']

type Answered = Awaited<ReturnType<LiveService['command']>>

/** What a row asks for before it can go on. */
export interface Asking {
  id: string
  what: AskedFor
  /** The keyboard goes to the choice of another owner. */
  assigning?: boolean
}

/** A team's list as it is worked through: what was heard since it was loaded, and where each row stands. */
export class TeamDesk {
  asking = $state.raw<Asking | null>(null)
  /** What came of the last act, or is new: shown, and read out to people who cannot see the row change. */
  said = $state('')
  /** The action last acted on here. */
  last: string | null = null
  readonly busy = new SvelteSet<string>()
  readonly fresh = new SvelteSet<string>()
  readonly refused = new SvelteMap<string, string>()
  /** The rows several of which are taken one step on together. */
  readonly chosen = new SvelteSet<string>()
  /** Why the last act on several was refused. */
  manyRefused = $state('')
  readonly #heard = new SvelteMap<string, ActionView>()
  #places = $state.raw<Places>(naturalPlaces([]))
  readonly #live: LiveService
  readonly #reload: () => Promise<TeamListRow[]>

  /** `reload` loads the list again: a new action comes without the person's name and address. */
  constructor(parts: { live: LiveService; reload: () => Promise<TeamListRow[]>; rows: TeamListRow[] }) {
    this.#live = parts.live
    this.#reload = parts.reload
    this.#places = naturalPlaces(parts.rows)
  }

  /** The rows as they stand now, by section. */
  laid(rows: readonly TeamListRow[]): Record<Section, TeamListRow[]> {
    return laidOut(this.now(rows), this.#places)
  }

  /** The same rows with what was heard of them since they were loaded. */
  now(rows: readonly TeamListRow[]): TeamListRow[] {
    return rows.map((row) => ({ ...row, ...this.#heard.get(row.id) }))
  }

  /** Puts every row where its state belongs. */
  settle(rows: readonly TeamListRow[]): void {
    this.#places = naturalPlaces(Object.values(this.laid(rows)).flat())
  }

  /** Follows the notices about one team; returns how to stop. */
  follow(team: string): () => void {
    return this.#live.onNews((news) => {
      // A huddle closed: what the team asked for without being there may wait now, or no more.
      if (news.kind === 'page turned') return void this.#refresh()
      // That they have waited too long is read out wherever one is; here each row says so.
      if (news.kind === 'told' && news.team === team) this.#hear(...news.actions)
      if (news.kind !== 'action') return
      // Whoever may sign has it on their list, whatever team it is for.
      if (signings.includes(news.happened)) void this.#refresh()
      // Given to another team, it is on this list no more.
      if (news.action.team !== team) return news.happened === 're-assigned' ? void this.#refresh() : undefined
      this.#hear(news.action)
      if (news.happened === 'agreed' || news.happened === 'signed off')
        this.said = `New: ${actionLine(news.action)}`
    })
  }

  accept(row: TeamListRow, byUs = false): Promise<boolean> {
    const input = { action: row.id, byUs }
    return this.#act(row, 'Accepted', () => this.#live.command('accept action', input))
  }

  collect(row: TeamListRow): Promise<boolean> {
    return this.#act(row, 'Collected', () => this.#live.command('collect action', { action: row.id }))
  }

  /** Any other step, as its form was filled in. */
  send(row: TeamListRow, word: string, { kind, input }: Command): Promise<boolean> {
    return this.#act(row, word, () => this.#live.command(kind, input))
  }

  choose(id: string): void {
    if (!this.chosen.delete(id)) this.chosen.add(id)
    this.manyRefused = ''
  }

  acceptTogether(actions: string[]): Promise<boolean> {
    return this.stepMany({ step: 'accept', actions }, 'Accepted')
  }

  /** Several at once, all or none; a refusal says which one stands in the way. */
  async stepMany(input: CommandInput<'step many'>, word: string): Promise<boolean> {
    const { actions } = input
    for (const id of actions) this.busy.add(id)
    const answer = await this.#live.command<'step many', ActionView[]>('step many', input)
    for (const id of actions) this.busy.delete(id)
    this.manyRefused = answer.ok ? '' : answer.problem.words
    this.said = answer.ok ? `${word}: ${String(actions.length)} together` : answer.problem.words
    if (!answer.ok) return false
    this.chosen.clear()
    this.asking = null
    for (const view of answer.value) this.#hear(view)
    return true
  }

  decline(row: TeamListRow, reason: DeclineReason, words: string): Promise<boolean> {
    const input = { action: row.id, reason, words }
    return this.#act(row, 'Declined', () => this.#live.command('decline action', input))
  }

  reDate(row: TeamListRow, due: string): Promise<boolean> {
    const input = { action: row.id, due }
    return this.#act(row, `Re-dated to ${sayDay(due)}`, () => this.#live.command('re-date action', input))
  }

  reAssign(row: TeamListRow, taker: Taker): Promise<boolean> {
    const input = { action: row.id, ...taker }
    return this.#act(row, 'Re-assigned', () => this.#live.command('re-assign action', input))
  }

  escalate(row: TeamListRow): Promise<boolean> {
    return this.#act(row, 'Escalated', () => this.#live.command('escalate action', { action: row.id }))
  }

  /** Declined, and nothing more is wanted. */
  letBe(row: TeamListRow): Promise<boolean> {
    return this.#act(row, 'Settled', () => this.#live.command('settle action', { action: row.id }))
  }

  /** Whether it was done. A refusal stays on the row, which then shows how it stands. */
  async #act(row: TeamListRow, word: string, send: () => Promise<Answered>): Promise<boolean> {
    if (this.busy.has(row.id)) return false
    this.busy.add(row.id)
    this.refused.delete(row.id)
    const answer = await send()
    this.busy.delete(row.id)
    if (!answer.ok) {
      this.refused.set(row.id, answer.problem.words)
      this.said = answer.problem.words
      void this.#refresh()
      return false
    }
    if (this.asking?.id === row.id) this.asking = null
    this.said = `${word}: ${actionLine(row)} for ${row.person}`
    this.last = row.id
    this.#hear(answer.value as ActionView)
    return true
  }

  #hear(...actions: ActionView[]): void {
    for (const action of actions) {
      this.#heard.set(action.id, action)
      this.fresh.delete(action.id)
      this.fresh.add(action.id)
    }
    void this.#refresh()
  }

  /** Loads again; what was heard before that is then in what was loaded. */
  async #refresh(): Promise<void> {
    const before = [...this.#heard]
    this.#place(await this.#reload())
    for (const [id, action] of before) if (this.#heard.get(id) === action) this.#heard.delete(id)
  }

  /** Gives what is new its place, last, where it stays from now on. */
  #place(rows: readonly TeamListRow[]): void {
    const last = Math.max(0, ...[...this.#places.values()].map(({ rank }) => rank))
    const added = rows.filter(({ id }) => !this.#places.has(id))
    const places = added.map((row, n): [string, Place] => [
      row.id,
      { section: sectionOf(row), rank: last + 1 + n },
    ])
    this.#places = placedAlso(this.#places, places)
  }
}
