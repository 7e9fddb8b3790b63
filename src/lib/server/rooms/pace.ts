import { Bucket } from '../access/bucket.ts'
import type { Limits } from './limits.ts'

/** Milliseconds after which a colleague who sent nothing is forgotten: their buckets are full again anyway. */
const forget = 60_000

/** How fast each colleague sends, over all their connections. */
export class Pace {
  readonly #limits: Limits
  readonly #colleagues = new Map<string, { messages: Bucket; bytes: Bucket; at: number }>()

  constructor(limits: Limits) {
    this.#limits = limits
  }

  /** False when this would be more than people send. */
  take(colleague: string, price: number, bytes: number, now = performance.now()): boolean {
    const pace = this.#colleagues.get(colleague) ?? this.#start(colleague, now)
    pace.at = now
    return pace.messages.take(price, now) && pace.bytes.take(bytes, now)
  }

  #start(colleague: string, now: number) {
    const { messagesPerSecond, messagesBurst, bytesPerSecond, bytesBurst } = this.#limits
    const pace = {
      messages: new Bucket(messagesPerSecond, messagesBurst, now),
      bytes: new Bucket(bytesPerSecond, bytesBurst, now),
      at: now,
    }
    this.#colleagues.set(colleague, pace)
    return pace
  }

  tidy(now: number): void {
    for (const [colleague, { at }] of this.#colleagues) {
      if (now - at > forget) this.#colleagues.delete(colleague)
    }
  }
}
