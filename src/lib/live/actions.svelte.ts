import { SvelteMap } from 'svelte/reactivity'
import type { ActionView } from '#lib/reablement/action.ts'
import type { LiveService } from './service.svelte.ts'

/** How long a load may have been under way while a notice came, in milliseconds. */
const underWay = 2_000

/** Actions by person, kept right by the notices; a screen gives it what its page loaded. */
export class LiveActions {
  readonly #byEpisode = new SvelteMap<string, ActionView[]>()
  /** What came by notice just now, oldest first. */
  #heard: { action: ActionView; at: number }[] = []

  /** Takes what the page loaded, in place of everything held but what was heard while it was being loaded. */
  take(actions: ActionView[]): void {
    const grouped = Map.groupBy(actions, (action) => action.episode)
    for (const episode of [...this.#byEpisode.keys()])
      if (!grouped.has(episode)) this.#byEpisode.delete(episode)
    for (const [episode, list] of grouped) this.#byEpisode.set(episode, list)
    for (const { action } of this.#lately()) this.#place(action)
  }

  /** Follows the notices; returns how to stop. */
  follow(live: LiveService): () => void {
    return live.onNews((news) => {
      if (news.kind === 'action') this.put(news.action)
      if (news.kind === 'told') for (const action of news.actions) this.put(action)
    })
  }

  /** Adds one action, or replaces it where it stands. */
  put(action: ActionView): void {
    this.#heard = [...this.#lately(), { action, at: performance.now() }]
    this.#place(action)
  }

  #lately() {
    const since = performance.now() - underWay
    return this.#heard.filter(({ at }) => at > since)
  }

  #place(action: ActionView): void {
    const held = this.#byEpisode.get(action.episode) ?? []
    const known = held.some(({ id }) => id === action.id)
    const list = known ? held.map((one) => (one.id === action.id ? action : one)) : [...held, action]
    this.#byEpisode.set(action.episode, list)
  }

  /** This person's actions, oldest agreed first. */
  of(episode: string): ActionView[] {
    return this.#byEpisode.get(episode) ?? []
  }

  all(): ActionView[] {
    return [...this.#byEpisode.values()].flat()
  }
}
