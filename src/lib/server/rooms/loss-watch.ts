import type { Loss } from './guard.ts'
import type { Limits } from './limits.ts'
import { Refusal } from './refusal.ts'

/**
 * One colleague's deletions of what others can see, over the last ten seconds: nobody empties a page faster than a
 * person can. What they typed themselves and had not sent yet, and what was deleted before, costs nothing.
 */
export class LossWatch {
  readonly #limits: Limits
  #recent: { at: number; loss: Loss }[] = []

  constructor(limits: Limits) {
    this.#limits = limits
  }

  /** Counts a loss. Throws Refusal when it is too much with what was lost just before. `now` in milliseconds. */
  count(loss: Loss, now: number): void {
    if (loss.notes.size === 0 && loss.cleared.size === 0) return
    const kept = this.#recent.filter(({ at }) => at > now - this.#limits.deleteWindow)
    kept.push({ at: now, loss })
    this.#check(kept.map((each) => each.loss))
    this.#recent = kept
  }

  #check(losses: Loss[]): void {
    const notes = new Map<string, number>()
    const cleared = new Set<string>()
    for (const loss of losses) {
      for (const [episode, lost] of loss.notes) notes.set(episode, (notes.get(episode) ?? 0) + lost)
      for (const episode of loss.cleared) cleared.add(episode)
    }
    const lost = [...notes.values()]
    const emptied = lost.filter((characters) => characters > this.#limits.nibble).length
    const all = lost.reduce((sum, characters) => sum + characters, 0)
    if (emptied > this.#limits.deletedNotes) throw new Refusal('text deleted in too many notes at once')
    if (all > this.#limits.deletedText) throw new Refusal('too much text deleted at once')
    if (cleared.size > this.#limits.clearedMarks) throw new Refusal('too many marks taken away at once')
  }
}
