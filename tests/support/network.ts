import { connect, createServer } from 'node:net'
import type { AddressInfo, Server, Socket } from 'node:net'

/** A network between browsers and a server on this machine that can be told to fail. */
export class Network {
  readonly #server: Server
  readonly #sockets = new Set<Socket>()
  #swallowing = false

  private constructor(target: number) {
    this.#server = createServer((near) => {
      const far = connect(target, '127.0.0.1')
      near.pipe(far).pipe(near)
      for (const socket of [near, far]) {
        this.#sockets.add(socket)
        socket.on('error', () => undefined)
        socket.on('close', () => {
          this.#sockets.delete(socket)
          near.destroy()
          far.destroy()
        })
        if (this.#swallowing) socket.pause()
      }
    })
  }

  /** A network in front of what listens on this port. */
  static async before(port: number): Promise<Network> {
    const network = new Network(port)
    await new Promise<void>((resolve) => network.#server.listen(0, '127.0.0.1', resolve))
    return network
  }

  get origin(): string {
    return `ws://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}`
  }

  /** Nothing passes, either way, and nobody is told. */
  swallow(): void {
    this.#swallowing = true
    for (const socket of this.#sockets) socket.pause()
  }

  /** What was held back is delivered, late. */
  deliver(): void {
    this.#swallowing = false
    for (const socket of this.#sockets) socket.resume()
  }

  /** Every connection breaks. */
  cut(): void {
    for (const socket of this.#sockets) socket.destroy()
  }

  stop(): void {
    this.cut()
    this.#server.close()
  }
}
