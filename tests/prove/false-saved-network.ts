import { connect, createServer } from 'node:net'
import type { AddressInfo, Server, Socket } from 'node:net'

/** What a bad network keeps to itself: only what the server says, or everything. */
export type Swallows = 'answers' | 'everything'

/** A network in front of a server on this machine that can swallow the server's bytes while it takes the browser's. */
export class BadNetwork {
  readonly #server: Server
  readonly #pairs = new Set<{ near: Socket; far: Socket }>()
  #swallows: Swallows | null = null

  private constructor(target: number) {
    this.#server = createServer((near) => {
      const far = connect(target, '127.0.0.1')
      const pair = { near, far }
      this.#pairs.add(pair)
      near.pipe(far).pipe(near)
      for (const socket of [near, far]) {
        socket.on('error', () => undefined)
        socket.on('close', () => {
          this.#pairs.delete(pair)
          near.destroy()
          far.destroy()
        })
      }
      if (this.#swallows) hold(pair, this.#swallows)
    })
  }

  static async before(port: number): Promise<BadNetwork> {
    const network = new BadNetwork(port)
    await new Promise<void>((resolve) => network.#server.listen(0, '127.0.0.1', resolve))
    return network
  }

  get origin(): string {
    return `ws://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}`
  }

  /** From now on, and nobody is told. */
  swallow(what: Swallows): void {
    this.#swallows = what
    for (const pair of this.#pairs) hold(pair, what)
  }

  /** All is well again: what was held back comes late, or every connection breaks and new ones work. */
  heal(how: 'late' | 'cut'): void {
    this.#swallows = null
    for (const { near, far } of this.#pairs) {
      if (how === 'cut') near.destroy()
      else for (const socket of [near, far]) socket.resume()
    }
  }

  stop(): void {
    for (const { near, far } of this.#pairs) for (const socket of [near, far]) socket.destroy()
    this.#server.close()
  }
}

function hold({ near, far }: { near: Socket; far: Socket }, what: Swallows): void {
  far.pause()
  if (what === 'everything') near.pause()
}
