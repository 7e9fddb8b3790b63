/** Commands a colleague may send: so many in a burst, so many a second after that. People stay far below. [choice] */
export const commandRate = { burst: 60, perSecond: 20 }

/** How far somebody may go on beyond the rate before their connection is cut. */
const patience = 300

/** A token bucket. Time comes in as milliseconds. */
export class Bucket {
  #tokens = commandRate.burst
  #refused = 0
  #at: number

  constructor(now: number) {
    this.#at = now
  }

  /** Takes one; false when there is none. */
  take(now: number): boolean {
    const since = Math.max(0, now - this.#at) / 1000
    this.#at = now
    this.#tokens = Math.min(commandRate.burst, this.#tokens + since * commandRate.perSecond)
    if (this.#tokens < 1) {
      this.#refused++
      return false
    }
    this.#tokens -= 1
    this.#refused = 0
    return true
  }

  /** Went on long after being refused: a program, not a person. */
  get abused(): boolean {
    return this.#refused > patience
  }
}
