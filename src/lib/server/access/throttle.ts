/** How many wrong tries before waiting, and for how long they are remembered (ms). [choice] */
const limits = { email: 5, address: 30, remembered: 5 * 60_000 }

/** Counts wrong sign-ins by e-mail and by network address, in memory: a restart forgives. */
export class Throttle {
  readonly #wrong = new Map<string, number[]>()

  /** May this pair try now? */
  mayTry(email: string, address: string, now: number): boolean {
    return (
      this.#recent(`e:${email}`, now) < limits.email && this.#recent(`a:${address}`, now) < limits.address
    )
  }

  wrong(email: string, address: string, now: number): void {
    for (const key of [`e:${email}`, `a:${address}`]) {
      this.#wrong.set(key, [...(this.#wrong.get(key) ?? []), now])
    }
    if (this.#wrong.size > 10_000) this.#wrong.clear()
  }

  right(email: string): void {
    this.#wrong.delete(`e:${email}`)
  }

  #recent(key: string, now: number): number {
    const kept = (this.#wrong.get(key) ?? []).filter((at) => now - at < limits.remembered)
    if (kept.length) this.#wrong.set(key, kept)
    else this.#wrong.delete(key)
    return kept.length
  }
}
