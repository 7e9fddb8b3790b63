import { Problem } from '../../reablement/problem.ts'
import { Bucket } from '../access/bucket.ts'

/**
 * How many a colleague may find and send at once, and a second after that. Somebody who types a name asks a few times;
 * a program that tries surnames, or fills the agenda and the disk, asks on and on. [choice]
 */
const rates = {
  find: { burst: 60, perSecond: 0.5 },
  send: { burst: 20, perSecond: 1 / 15 },
} as const

/** A photo is drawn anew and kept: it counts as so many lines. [choice] */
export const photoPrice = 2

const said = {
  find: { field: 'typed', detail: 'The reference finds them at once.' },
  send: { detail: 'What you typed is still here.' },
} as const

/**
 * How fast each colleague finds and sends on the page for raising. Of the colleague and not of the session: signing in
 * again gives no new tries. In memory: a restart forgives.
 */
export class RaisePace {
  readonly #buckets = new Map<string, Bucket>()

  /** Time in milliseconds. @throws Problem 'too-many-tries'. */
  take(what: keyof typeof rates, colleague: string, price: number, now: number): void {
    const key = `${what} ${colleague}`
    const { perSecond, burst } = rates[what]
    const bucket = this.#buckets.get(key) ?? new Bucket(perSecond, burst, now)
    this.#buckets.set(key, bucket)
    if (!bucket.take(price, now)) throw new Problem('too-many-tries', said[what])
  }
}
