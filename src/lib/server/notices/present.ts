import type { Colleague } from '../../reablement/colleague.ts'
import type { Here } from '../../wire/notices.ts'

/** Who has a screen open: each colleague once however many they have. Shared screens are nobody. */
export class Present {
  readonly #screens = new Map<string, { here: Here; open: number }>()

  /** Returns whether somebody came who was not here. */
  come({ id, name, team, role }: Colleague): boolean {
    if (role === 'screen') return false
    const known = this.#screens.get(id)
    this.#screens.set(id, { here: { id, name, team }, open: (known?.open ?? 0) + 1 })
    return !known
  }

  /** Returns whether their last screen closed. */
  go(id: string): boolean {
    const known = this.#screens.get(id)
    if (!known) return false
    known.open -= 1
    if (known.open > 0) return false
    this.#screens.delete(id)
    return true
  }

  list(): Here[] {
    return [...this.#screens.values()].map(({ here }) => here)
  }
}
