/** A token bucket: `perSecond` tokens flow in, up to `burst`. Time is milliseconds of any steady clock. */
export class Bucket {
  readonly #perSecond: number
  readonly #burst: number
  #tokens: number
  #at: number

  constructor(perSecond: number, burst: number, now: number) {
    this.#perSecond = perSecond
    this.#burst = burst
    this.#tokens = burst
    this.#at = now
  }

  /** Takes that many tokens, or none and false when there are too few. */
  take(tokens: number, now: number): boolean {
    const flowed = (Math.max(0, now - this.#at) * this.#perSecond) / 1000
    this.#tokens = Math.min(this.#burst, this.#tokens + flowed)
    this.#at = now
    if (this.#tokens < tokens) return false
    this.#tokens -= tokens
    return true
  }
}
