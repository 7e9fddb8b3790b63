import { SvelteSet } from 'svelte/reactivity'
import { waitsForAnswer } from '#lib/reablement/promises.ts'
import type { CatchUpNews } from '#lib/reablement/promises.ts'
import type { LiveService } from './service.svelte.ts'

/** What the last huddle agreed and nobody has answered, kept right by the notices; every desk's head asks for it. */
export class LiveCatchUp {
  #news = $state.raw<CatchUpNews | null>(null)
  readonly #waiting = new SvelteSet<string>()

  constructor(news: CatchUpNews | null) {
    this.take(news)
  }

  /** Takes what a load brought, in place of everything held. */
  take(news: CatchUpNews | null): void {
    this.#news = news
    this.#waiting.clear()
    for (const id of news?.waiting ?? []) this.#waiting.add(id)
  }

  /** Follows the notices; returns how to stop. */
  follow(live: LiveService): () => void {
    return live.onNews((news) => {
      const date = this.#news?.date
      if (news.kind !== 'action' || date === undefined || news.action.huddle !== date) return
      if (waitsForAnswer(news.action, date)) this.#waiting.add(news.action.id)
      else this.#waiting.delete(news.action.id)
    })
  }

  /** How many wait, once the catch-up is due; nought before. `now`: the server's milliseconds. */
  due(now: number): number {
    return this.#news && now >= Date.parse(this.#news.opensAt) ? this.#waiting.size : 0
  }
}
