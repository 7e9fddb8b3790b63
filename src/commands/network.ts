import { connect, createServer } from 'node:net'
import type { AddressInfo, Server, Socket } from 'node:net'

/** How a network treats what passes. Milliseconds, and shares from 0 to 1. */
export interface Weather {
  delay: number
  jitter: number
  /** What share of pieces is lost once, and how long it takes until they are sent again. */
  lost: number
  again: number
  /** How long a connection holds on average before it breaks. */
  breaks: number
}

/** A mobile phone at the back of an old building. [choice] */
export const badWeather: Weather = { delay: 120, jitter: 180, lost: 0.02, again: 2_000, breaks: 90_000 }

/** A network between browsers and a server on this machine that can be told to fail. */
export class Network {
  readonly #server: Server
  readonly #sockets = new Set<Socket>()
  #swallowing = false

  private constructor(target: { port: number; host: string }, weather: Weather | null) {
    this.#server = createServer((near) => {
      const far = connect(target)
      if (weather) slowly(near, far, weather)
      else near.pipe(far).pipe(near)
      for (const socket of [near, far]) this.#watch(socket, near, far, weather !== null)
    })
  }

  #watch(socket: Socket, near: Socket, far: Socket, slow: boolean): void {
    this.#sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('close', () => {
      this.#sockets.delete(socket)
      // On a slow network what is still under way arrives first.
      if (slow) return
      near.destroy()
      far.destroy()
    })
    if (this.#swallowing) socket.pause()
  }

  /** A network in front of what listens on this port; a calm one unless told otherwise. */
  static async before(port: number, weather: Weather | null = null, host = '127.0.0.1'): Promise<Network> {
    const network = new Network({ port, host }, weather)
    await new Promise<void>((resolve) => network.#server.listen(0, '127.0.0.1', resolve))
    return network
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port
  }

  get origin(): string {
    return `ws://127.0.0.1:${String(this.port)}`
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

/** Joins two sockets by a bad network, and breaks it after a while. */
function slowly(near: Socket, far: Socket, weather: Weather): void {
  drip(near, far, weather)
  drip(far, near, weather)
  const breaking = setTimeout(
    () => {
      near.destroy()
      far.destroy()
    },
    -Math.log(1 - Math.random()) * weather.breaks,
  )
  near.on('close', () => clearTimeout(breaking))
}

/** Passes on what one says to the other, late, in order; a lost piece holds up all behind it, as TCP does. */
function drip(from: Socket, to: Socket, weather: Weather): void {
  const waiting: { due: number; data: Buffer | null }[] = []
  let last = 0
  const next = () => {
    const piece = waiting[0]
    if (piece) setTimeout(send, Math.max(0, piece.due - performance.now()))
  }
  const send = () => {
    const piece = waiting.shift()
    if (piece?.data) to.write(piece.data)
    else to.destroySoon()
    next()
  }
  const take = (data: Buffer | null) => {
    const held = Math.random() < weather.lost ? weather.again : 0
    last = Math.max(last, performance.now() + weather.delay + Math.random() * weather.jitter + held)
    if (waiting.push({ due: last, data }) === 1) next()
  }
  from.on('data', take)
  from.on('close', () => take(null))
}
