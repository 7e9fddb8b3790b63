import { SvelteMap } from 'svelte/reactivity'
import type { HuddlePerson } from '#lib/reablement/huddle.ts'
import type { LocalDate } from '#lib/reablement/dates.ts'
import type { LiveService } from './service.svelte.ts'

/** How long a load may have been under way while a notice came, in milliseconds. */
const underWay = 2_000

/** People as the notices say they stand now, over what a screen’s page loaded. */
export class LivePeople {
  readonly #heard = new SvelteMap<string, { person: HuddlePerson; at: number }>()

  /** A page was loaded anew: only what was heard while it was being loaded still says more than it. */
  loaded(): void {
    const since = performance.now() - underWay
    for (const [episode, { at }] of [...this.#heard]) if (at <= since) this.#heard.delete(episode)
  }

  /** Follows the notices; returns how to stop. */
  follow(live: LiveService): () => void {
    return live.onNews((news) => {
      if (news.kind === 'person') this.put(news.person)
    })
  }

  put(person: HuddlePerson): void {
    this.#heard.set(person.episode, { person, at: performance.now() })
  }

  /** What was loaded, each as they stand now. */
  over(loaded: readonly HuddlePerson[]): readonly HuddlePerson[] {
    return loaded.map((person) => this.#heard.get(person.episode)?.person ?? person)
  }

  /** Rows with the end that is planned by now. */
  withEnds<Row extends { episode: string; plannedEnd: LocalDate | null }>(rows: Row[]): Row[] {
    return rows.map((row) => {
      const heard = this.#heard.get(row.episode)
      return heard && heard.person.plannedEnd !== row.plannedEnd
        ? { ...row, plannedEnd: heard.person.plannedEnd }
        : row
    })
  }
}
