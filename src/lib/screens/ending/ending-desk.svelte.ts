import { createContext } from 'svelte'
import type { LiveService } from '#lib/live/service.svelte.ts'
import type { EndingPatch } from '#lib/reablement/ending-inputs.ts'
import { loadAnew } from '../frame/load-anew.ts'

/**
 * One person’s ending on this screen: what is said is kept one after another, then it is ended. The page is loaded anew
 * by what every screen hears of it.
 */
export class EndingDesk {
  readonly #live: LiveService
  readonly #episode: string
  #last: Promise<unknown> = Promise.resolve()
  /** How many things are on their way. */
  waiting = $state(0)
  /** Something was kept on this screen. */
  kept = $state(false)
  problem = $state('')

  constructor(live: LiveService, episode: string) {
    this.#live = live
    this.#episode = episode
  }

  /** Keeps one more thing; true when it is kept and the page shows it. */
  async say(change: EndingPatch): Promise<boolean> {
    this.waiting += 1
    try {
      const done = await this.#inTurn(() => this.#ask('save ending', { episode: this.#episode, change }))
      if (!done) return false
      await loadAnew()
      this.kept = true
      return true
    } finally {
      this.waiting -= 1
    }
  }

  /** Ends it by what is kept by then; false when that was refused. */
  end(): Promise<boolean> {
    return this.#inTurn(() => this.#ask('end episode', { episode: this.#episode }))
  }

  /** Takes the end back. */
  undo(why: string): Promise<boolean> {
    return this.#inTurn(() => this.#ask('undo end', { episode: this.#episode, why }))
  }

  async #ask(...sent: Parameters<LiveService['command']>): Promise<boolean> {
    const answer = await this.#live.command(...sent)
    this.problem = answer.ok ? '' : answer.problem.words
    return answer.ok
  }

  async #inTurn(work: () => Promise<boolean>): Promise<boolean> {
    this.waiting += 1
    const mine = this.#last.then(work, work)
    this.#last = mine
    try {
      return await mine
    } finally {
      this.waiting -= 1
    }
  }
}

const [getEnding, setEnding] = createContext<EndingDesk>()
export { getEnding, setEnding }
