import type { Steering } from '../../reablement/huddle.ts'

/** How long the chair's last connection is gone before the room is asked, in milliseconds. [seed] issue 4, "30 s" */
export const askAfter = 30_000

/** Calls back after so many milliseconds; returns how to stop that. */
export type After = (milliseconds: number, work: () => void) => () => void

interface Parts {
  clock: () => Date
  /** Who chairs the running huddle; null when none runs or nobody chairs it. */
  chair: () => { id: string; active: boolean } | null
  /** Ids of the colleagues connected now. */
  here: () => readonly string[]
  /** The time is up, and the room is asked from now on. */
  asks: () => void
  /** Real time when nothing is said. */
  after?: After | undefined
}

/**
 * Watches whether the chair is there. Nobody is put into their place: the room is asked, and anybody may take the chair.
 * Kept in memory only: after a start of the server the chair's absence is counted from there.
 */
export class ChairWatch {
  readonly #parts: Parts
  #gone: { id: string; since: string } | null = null
  #asking = false
  #stop: () => void = () => undefined

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /**
   * Looks again: after somebody came or went, after the chair was taken, after a start. Returns whether the question
   * came up or went away. A colleague whose access was taken away is asked after at once.
   */
  look(): boolean {
    const asked = this.#asking
    const chair = this.#parts.chair()
    if (chair === null || (chair.active && this.#parts.here().includes(chair.id))) this.stop()
    else if (this.#gone?.id !== chair.id) this.#missed(chair.id)
    if (this.#gone && !chair?.active) this.#ask()
    return asked !== this.#asking
  }

  /** The steering with what only this knows. */
  seen(steering: Steering): Steering {
    const mine = steering.state === 'live' && steering.chair?.id === this.#gone?.id && this.#asking
    return { ...steering, chairAwaySince: mine ? (this.#gone?.since ?? null) : null }
  }

  stop(): void {
    this.#stop()
    this.#gone = null
    this.#asking = false
  }

  #missed(id: string): void {
    this.stop()
    this.#gone = { id, since: this.#parts.clock().toISOString() }
    this.#stop = (this.#parts.after ?? realTime)(askAfter, () => {
      this.#ask()
      this.#parts.asks()
    })
  }

  #ask(): void {
    this.#stop()
    this.#asking = true
  }
}

const realTime: After = (milliseconds, work) => {
  const timer = setTimeout(work, milliseconds).unref()
  return () => {
    clearTimeout(timer)
  }
}
