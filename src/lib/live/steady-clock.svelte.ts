/**
 * The server's clock in a browser: what the server said last, and the steady time since. This computer's own clock may
 * be wrong, or be set while the page is open; it is never asked.
 */
export class SteadyClock {
  /** Server milliseconds minus steady milliseconds. */
  #offset = $state(0)
  readonly #steady: () => number

  /** `told`: the server's clock now, ISO UTC. */
  constructor(told: string, steady: () => number = () => performance.now()) {
    this.#steady = steady
    this.#offset = this.#offsetOf(told)
  }

  #offsetOf(told: string): number {
    return Date.parse(told) - this.#steady()
  }

  /** A new connection: the server may be another one, whose clock is behind. */
  begin(told: string): void {
    this.#offset = this.#offsetOf(told)
  }

  /**
   * Heard on the way. It was true when it was sent, so a clock behind it is put right (steady time stands still while
   * a laptop sleeps); one ahead of it is not: the words were late.
   */
  hear(told: string): void {
    const offset = this.#offsetOf(told)
    if (offset > this.#offset) this.#offset = offset
  }

  /** Milliseconds. */
  now(): number {
    return this.#steady() + this.#offset
  }
}
