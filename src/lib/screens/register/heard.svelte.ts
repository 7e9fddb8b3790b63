import { SvelteMap } from 'svelte/reactivity'
import type { ActionView } from '#lib/reablement/action.ts'

/** How long a load may have been under way while a notice came, in milliseconds. */
const underWay = 2_000

/** Actions heard of since a page was loaded. What was heard well before a later load is in that load, or out of date. */
export class HeardActions {
  readonly #heard = new SvelteMap<string, { action: ActionView; at: number }>()

  put(action: ActionView): void {
    this.#heard.set(action.id, { action, at: Date.now() })
  }

  /** Those newer than a load that arrived at `loadedAt` (this computer's clock, milliseconds), by id. */
  since(loadedAt: number): Readonly<Record<string, ActionView | undefined>> {
    const newer = [...this.#heard].filter(([, { at }]) => at > loadedAt - underWay)
    return Object.fromEntries(newer.map(([id, { action }]) => [id, action]))
  }
}
