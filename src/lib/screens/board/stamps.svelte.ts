import { SvelteMap } from 'svelte/reactivity'
import type { Marks, MarkStamp } from '#lib/reablement/marks.ts'
import { readMarks } from '#lib/page/marks.ts'
import type { LiveService } from '#lib/live/service.svelte.ts'

const keyOf = (episode: string, key: string) => `${episode} ${key}`

/** Who set each mark and when, by the server's word: what the page loaded, then what was heard since. */
export class Stamps {
  readonly #known = new SvelteMap<string, MarkStamp>()

  /** Takes what the board loaded, in place of everything known. */
  take(stamps: readonly MarkStamp[]): void {
    this.#known.clear()
    for (const stamp of stamps) this.#known.set(keyOf(stamp.episode, stamp.key), stamp)
  }

  /** Follows the notices of the huddle that is open; returns how to stop. */
  follow(live: LiveService): () => void {
    return live.onNews((news) => {
      if (news.kind !== 'mark' || news.huddle !== live.steering.huddle) return
      this.#known.set(keyOf(news.stamp.episode, news.stamp.key), news.stamp)
    })
  }

  /** The stamp of a mark that still has this value; one about an older value says nothing of this one. */
  of(episode: string, key: string, value: string | undefined): MarkStamp | null {
    const stamp = this.#known.get(keyOf(episode, key))
    return stamp && stamp.value === value ? stamp : null
  }

  /** The marks they speak of: what the board shows before the page itself is here. */
  marks(episode: string): Marks {
    const mine = [...this.#known.values()].filter((stamp) => stamp.episode === episode)
    return readMarks(mine.map(({ key, value }) => [key, value]))
  }
}
