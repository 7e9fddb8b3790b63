/** How many wrong tries before waiting, for how long they are remembered (ms), and of how many keys. [choice] */
const limits = { email: 5, address: 30, remembered: 5 * 60_000, keys: 10_000 }

/** Counts wrong sign-ins by e-mail and by network address, in memory: a restart forgives. */
export class Throttle {
  readonly #wrong = new Map<string, number[]>()
  readonly #limits: typeof limits

  constructor(other: Partial<typeof limits> = {}) {
    this.#limits = { ...limits, ...other }
  }

  /** May this pair try now? */
  mayTry(email: string, address: string, now: number): boolean {
    const { email: byEmail, address: byAddress } = this.#limits
    return this.#recent(`e:${email}`, now) < byEmail && this.#recent(`a:${address}`, now) < byAddress
  }

  wrong(email: string, address: string, now: number): void {
    for (const key of [`e:${email}`, `a:${address}`]) {
      const before = this.#wrong.get(key) ?? []
      this.#wrong.delete(key)
      this.#wrong.set(key, [...before, now])
    }
    // Many made-up e-mails must not make it forget the one that is being guessed at: the oldest go first.
    for (const key of this.#wrong.keys()) {
      if (this.#wrong.size <= this.#limits.keys) break
      this.#wrong.delete(key)
    }
  }

  right(email: string): void {
    this.#wrong.delete(`e:${email}`)
  }

  #recent(key: string, now: number): number {
    const kept = (this.#wrong.get(key) ?? []).filter((at) => now - at < this.#limits.remembered)
    if (kept.length) this.#wrong.set(key, kept)
    else this.#wrong.delete(key)
    return kept.length
  }
}
