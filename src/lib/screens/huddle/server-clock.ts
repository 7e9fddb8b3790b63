import { createSubscriber } from 'svelte/reactivity'

/** The server's time, told again every second to whatever reads it. */
export class ServerClock {
  readonly #read: () => number
  readonly #subscribe: () => void

  constructor(read: () => number) {
    this.#read = read
    this.#subscribe = createSubscriber((update) => {
      const timer = setInterval(update, 1000)
      return () => {
        clearInterval(timer)
      }
    })
  }

  /** Milliseconds. */
  get now(): number {
    this.#subscribe()
    return this.#read()
  }
}
