import { SvelteMap, SvelteSet } from 'svelte/reactivity'
import { actionLine } from '#lib/reablement/action.ts'
import type { ActionView } from '#lib/reablement/action.ts'
import { sayDay } from '#lib/reablement/dates.ts'
import type { LiveService } from '#lib/live/service.svelte.ts'

type Answered = Awaited<ReturnType<LiveService['command']>>
/** An action as a list names it. */
export type Named = Pick<ActionView, 'id' | 'title' | 'quantity' | 'room'> & { person: string }
/** To whom something is given: a colleague, or (null) the team's queue. */
export interface Taker {
  team: string
  owner: string | null
}

/** Whom an option of `TakerOptions` names: `OT` a team's queue, `OT priya` a colleague of that team; '' nobody. */
export function takerOf(option: string): Taker | null {
  const [team = '', owner = null] = option.split(' ')
  return team === '' ? null : { team, owner }
}

/** The acts on promises as a list works through them: what is under way, what was refused, what came of the last. */
export class PromiseDesk {
  /** Shown, and read out to people who cannot see the row change. */
  said = $state('')
  readonly busy = new SvelteSet<string>()
  readonly refused = new SvelteMap<string, string>()
  readonly #live: LiveService

  constructor(live: LiveService) {
    this.#live = live
  }

  accept(action: Named): Promise<boolean> {
    return this.#act(action, 'Accepted', () => this.#live.command('accept action', { action: action.id }))
  }

  reDate(action: Named, due: string): Promise<boolean> {
    const input = { action: action.id, due }
    return this.#act(action, `Re-dated to ${sayDay(due)}`, () => this.#live.command('re-date action', input))
  }

  reAssign(action: Named, taker: Taker): Promise<boolean> {
    const input = { action: action.id, ...taker }
    return this.#act(action, 'Re-assigned', () => this.#live.command('re-assign action', input))
  }

  escalate(action: Named): Promise<boolean> {
    return this.#act(action, 'Escalated', () => this.#live.command('escalate action', { action: action.id }))
  }

  settle(action: Named): Promise<boolean> {
    return this.#act(action, 'Settled', () => this.#live.command('settle action', { action: action.id }))
  }

  /** Says on the row why something cannot be done. */
  refuse({ id }: Pick<Named, 'id'>, words: string): void {
    this.refused.set(id, words)
    this.said = words
  }

  /** Whether it was done. A refusal stays on the row. */
  async #act(action: Named, word: string, send: () => Promise<Answered>): Promise<boolean> {
    if (this.busy.has(action.id)) return false
    this.busy.add(action.id)
    this.refused.delete(action.id)
    const answer = await send()
    this.busy.delete(action.id)
    if (answer.ok) {
      this.said = `${word}: ${actionLine(action)} for ${action.person}`
    } else {
      this.refused.set(action.id, answer.problem.words)
      this.said = answer.problem.words
    }
    return answer.ok
  }
}
