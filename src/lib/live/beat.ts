import { createSubscriber } from 'svelte/reactivity'

/** Tells whatever reads a thing outside Svelte that it has changed: `heard()` where it is read, `beat()` when it did. */
export class Beat {
  readonly #updates = new Set<() => void>()
  readonly #subscribe = createSubscriber((update) => {
    this.#updates.add(update)
    return () => this.#updates.delete(update)
  })

  heard(): void {
    this.#subscribe()
  }

  beat(): void {
    for (const update of [...this.#updates]) update()
  }
}

/** One beat a thing, made when it is first read. */
export class Beats {
  readonly #beats = new Map<string, Beat>()

  heard(name: string): void {
    const beat = this.#beats.get(name) ?? new Beat()
    this.#beats.set(name, beat)
    beat.heard()
  }

  beat(name: string): void {
    this.#beats.get(name)?.beat()
  }

  all(): void {
    for (const beat of this.#beats.values()) beat.beat()
  }
}
