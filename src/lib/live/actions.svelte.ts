import { SvelteMap } from 'svelte/reactivity'
import type { ActionView } from '#lib/reablement/action.ts'
import type { LiveService } from './service.svelte.ts'

/** Actions by person, kept right by the notices; a screen gives it what its page loaded. */
export class LiveActions {
  readonly #byEpisode = new SvelteMap<string, ActionView[]>()

  /** Takes what the page loaded, in place of everything held. */
  take(actions: ActionView[]): void {
    const grouped = Map.groupBy(actions, (action) => action.episode)
    for (const episode of [...this.#byEpisode.keys()])
      if (!grouped.has(episode)) this.#byEpisode.delete(episode)
    for (const [episode, list] of grouped) this.#byEpisode.set(episode, list)
  }

  /** Follows the notices; returns how to stop. */
  follow(live: LiveService): () => void {
    return live.onNews((news) => {
      if (news.kind === 'action') this.put(news.action)
    })
  }

  /** Adds or replaces one action. */
  put(action: ActionView): void {
    const others = (this.#byEpisode.get(action.episode) ?? []).filter(({ id }) => id !== action.id)
    this.#byEpisode.set(action.episode, [...others, action])
  }

  /** This person's actions, oldest agreed first. */
  of(episode: string): ActionView[] {
    return this.#byEpisode.get(episode) ?? []
  }

  all(): ActionView[] {
    return [...this.#byEpisode.values()].flat()
  }
}
